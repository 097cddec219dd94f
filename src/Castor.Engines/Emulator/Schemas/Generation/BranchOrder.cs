using Castor.Engines.Schemas;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>The order in which the branches of a choice are tried.</summary>
internal static class BranchOrder
{
    private const int Endless = int.MaxValue;

    /// <summary>
    /// What the prompt names comes first, a branch without an end last, and only null just before it; the items of an array go through the
    /// branches in turn. Where only the least is made, the lowest branch comes first.
    /// </summary>
    public static IReadOnlyList<GoalBranch> Of(GoalChoice choice, Site site, PromptValues values)
    {
        if (!choice.IsAlternative || choice.Branches.Count == 1)
        {
            return choice.Branches;
        }

        int count = choice.Branches.Count;
        var ranked = new List<(GoalBranch Branch, int Rank)>(count);
        int start = site.Index > 0 && site.IsItem ? site.Index % count : 0;
        for (int i = 0; i < count; i++)
        {
            GoalBranch branch = choice.Branches[(start + i) % count];
            SchemaNode node = branch.Nodes[0];
            int rank = node.Height == Endless ? Endless
                : site.IsMinimal ? node.Height
                : IsNull(node) ? count + 1
                : -Naming(node, values);
            ranked.Add((branch, rank));
        }

        return [.. ranked.OrderBy(entry => entry.Rank).Select(entry => entry.Branch)];
    }

    private static bool IsNull(SchemaNode node) => (node.Reference ?? node) is { } target
        && (target.Kinds == JsonKinds.Null || target.Enum is [{ Kind: System.Text.Json.JsonValueKind.Null }]);

    private static int Naming(SchemaNode node, PromptValues values)
    {
        SchemaNode target = node.Reference ?? node;
        int naming = Names(target.Enum, values) ? 2 : 0;
        foreach ((_, SchemaNode property) in target.Objects?.Properties ?? [])
        {
            naming += property.Enum is { Count: 1 } && Names(property.Enum, values) ? 2 : 0;
        }

        return naming + (target.Title is { } title && values.Find(title) >= 0 ? 1 : 0);
    }

    private static bool Names(IReadOnlyList<Datum>? allowed, PromptValues values)
    {
        foreach (Datum value in allowed ?? [])
        {
            if (value.Kind == System.Text.Json.JsonValueKind.String && values.Find(value.Text) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
