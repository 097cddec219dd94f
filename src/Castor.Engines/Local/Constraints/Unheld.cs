using Castor.Engines.Schemas;

namespace Castor.Engines.Local.Constraints;

/// <summary>Refuses what no automaton holds, so that nothing is only hoped for.</summary>
internal static class Unheld
{
    /// <summary>Looks through the schemas of a goal without open choices; only what is said of kinds that are left counts.</summary>
    /// <exception cref="SchemaRefusedException">Something in it cannot be held.</exception>
    public static void Refuse(SchemaGoal goal, JsonKinds kinds)
    {
        foreach (SchemaNode node in goal.Nodes)
        {
            if (node.Unread.Count > 0)
            {
                throw Refused(node, node.Unread[0]);
            }

            if (node.If is not null && (node.Then is not null || node.Else is not null))
            {
                throw Refused(node, "if");
            }

            if (node.Not is { } not && !Holds(not))
            {
                throw Refused(node, "not");
            }

            if (kinds.HasFlag(JsonKinds.Array) && node.Arrays is { } arrays)
            {
                Refuse(node, arrays);
            }

            if (kinds.HasFlag(JsonKinds.Object) && node.Objects is { DependentSchemas.Count: > 0 })
            {
                throw Refused(node, "dependentSchemas");
            }
        }
    }

    private static void Refuse(SchemaNode node, ArrayRules rules)
    {
        if (rules.UniqueItems && rules.MaxItems > 1)
        {
            throw Refused(node, "uniqueItems");
        }

        if (rules.Contains is not null && (rules.MinContains > 0 || rules.MaxContains < rules.MaxItems))
        {
            throw Refused(node, "contains");
        }
    }

    // Of types, and of strings by name.
    private static bool Holds(SchemaNode not) => not is
    {
        Numbers: null, Strings: null, Arrays: null, Objects: null, Not: null, If: null, Reference: null, Format: null, Never: false,
        AllOf.Count: 0, AnyOf.Count: 0, OneOf.Count: 0,
    } && (not.Enum is null || not.Enum.All(v => JsonKindNames.Of(v) == JsonKinds.String));

    private static SchemaRefusedException Refused(SchemaNode node, string keyword) =>
        new(node.Path, $"the keyword \"{keyword}\" cannot be held while decoding");
}
