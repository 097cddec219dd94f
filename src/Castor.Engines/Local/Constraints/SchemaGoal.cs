using Castor.Engines.Schemas;

namespace Castor.Engines.Local.Constraints;

/// <summary>
/// Schemas that a value has to satisfy all at once, with those that they refer to, and the choices between branches that are still open. Equal goals have equal keys.
/// </summary>
internal sealed class SchemaGoal
{
    // Chains of references are followed for each value.
    private const int MostNodes = 2_000;

    private SchemaGoal(List<SchemaNode> nodes, HashSet<IReadOnlyList<SchemaNode>> chosen)
    {
        Nodes = nodes;
        Chosen = chosen;
    }

    /// <summary>The schemas, without what they refer to.</summary>
    public List<SchemaNode> Nodes { get; }

    private HashSet<IReadOnlyList<SchemaNode>> Chosen { get; }

    /// <summary>The goal of some schemas.</summary>
    public static SchemaGoal Of(IEnumerable<SchemaNode> nodes)
    {
        var goal = new SchemaGoal([], []);
        foreach (SchemaNode node in nodes)
        {
            goal.Add(node);
        }

        return goal;
    }

    /// <summary>What tells this goal from others.</summary>
    public string Key(Func<SchemaNode, int> numberOf)
    {
        int[] numbers = [.. Nodes.Select(numberOf).Order()];
        return string.Join(',', numbers) + (Chosen.Count == 0 ? "" : ";" + string.Join(',', Nodes.Where(n => Chosen.Contains(n.AnyOf) || Chosen.Contains(n.OneOf)).Select(numberOf).Order()));
    }

    /// <summary>A choice that is open: the branches, and whose they are.</summary>
    public (SchemaNode Owner, IReadOnlyList<SchemaNode> Branches)? OpenChoice()
    {
        foreach (SchemaNode node in Nodes)
        {
            if (node.AnyOf.Count > 0 && !Chosen.Contains(node.AnyOf))
            {
                return (node, node.AnyOf);
            }

            if (node.OneOf.Count > 0 && !Chosen.Contains(node.OneOf))
            {
                return (node, node.OneOf);
            }
        }

        return null;
    }

    /// <summary>The goal with one branch of a choice.</summary>
    public SchemaGoal With(IReadOnlyList<SchemaNode> choice, SchemaNode branch)
    {
        var goal = new SchemaGoal([.. Nodes], [.. Chosen, choice]);
        goal.Add(branch);
        return goal;
    }

    private void Add(SchemaNode node)
    {
        var seen = new HashSet<SchemaNode>(Nodes);
        var open = new Stack<SchemaNode>([node]);
        while (open.TryPop(out SchemaNode? next))
        {
            if (!seen.Add(next))
            {
                continue;
            }

            if (seen.Count > MostNodes)
            {
                throw GenerationBudget.TooMuch();
            }

            if (SaysSomething(next))
            {
                Nodes.Add(next);
            }

            if (next.Reference is { } target)
            {
                open.Push(target);
            }

            foreach (SchemaNode part in next.AllOf)
            {
                open.Push(part);
            }
        }
    }

    // What only refers to others is not told from them.
    private static bool SaysSomething(SchemaNode node) => node.Never || node.Kinds != JsonKinds.All || node.Enum is not null || node.Format is not null
        || node.Numbers is not null || node.Strings is not null || node.Arrays is not null || node.Objects is not null || node.AnyOf.Count > 0
        || node.OneOf.Count > 0 || node.Not is not null || node.If is not null || node.Unread.Count > 0;
}
