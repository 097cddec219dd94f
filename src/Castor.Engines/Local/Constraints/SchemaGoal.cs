using Castor.Engines.Schemas;

namespace Castor.Engines.Local.Constraints;

/// <summary>
/// Schemas that a value has to satisfy all at once, with those that they refer to, and the choices between branches that are still open. Equal goals have equal keys.
/// </summary>
internal sealed class SchemaGoal
{
    // Chains of references are followed for each value.
    private const int MostNodes = 2_000;

    private SchemaGoal(List<SchemaNode> nodes, HashSet<object> settled)
    {
        Nodes = nodes;
        Settled = settled;
    }

    /// <summary>The schemas, without what they refer to.</summary>
    public List<SchemaNode> Nodes { get; }

    /// <summary>The kinds that all of them allow.</summary>
    public JsonKinds Kinds => Nodes.Aggregate(JsonKinds.All, (kinds, n) => kinds & (n.Never ? JsonKinds.None : n.Kinds));

    /// <summary>The tokens of the choices that were made.</summary>
    public HashSet<object> Settled { get; }

    /// <summary>Whether it shows at a glance that nothing satisfies it.</summary>
    public bool IsHopeless
    {
        get
        {
            JsonKinds kinds = Kinds;
            return kinds == JsonKinds.None || (kinds == JsonKinds.Object && Required().Any(IsForbidden));
        }
    }

    /// <summary>The goal of some schemas.</summary>
    public static SchemaGoal Of(IEnumerable<SchemaNode> nodes)
    {
        var goal = new SchemaGoal([], new HashSet<object>(ReferenceEqualityComparer.Instance));
        foreach (SchemaNode node in nodes)
        {
            goal.Add(node);
        }

        return goal;
    }

    /// <summary>What tells this goal from others of which no choice is settled.</summary>
    public string Key(Func<SchemaNode, int> numberOf) => string.Join(',', Nodes.Select(numberOf).Order());

    /// <summary>The names that an object must have.</summary>
    public IEnumerable<string> Required() => Nodes.SelectMany(n => n.Objects?.Required ?? []).Distinct(StringComparer.Ordinal);

    /// <summary>All that is asked of the value of a property.</summary>
    public List<SchemaNode> Member(string name)
    {
        List<SchemaNode> asked = [];
        foreach (SchemaNode node in Nodes)
        {
            node.Objects?.CollectFor(name, asked);
        }

        return asked;
    }

    /// <summary>The goal with one way of a choice.</summary>
    public SchemaGoal With(SchemaChoice choice, SchemaNode[] way)
    {
        var goal = new SchemaGoal([.. Nodes], new HashSet<object>(Settled, ReferenceEqualityComparer.Instance) { choice.Token });
        foreach (SchemaNode node in way)
        {
            goal.Add(node);
        }

        return goal;
    }

    /// <summary>The goal as far as it is worked out: without complements, which are held by the ways that are chosen of them.</summary>
    public SchemaGoal WithoutComplements() => new([.. Nodes.Where(n => !n.IsComplement)], Settled);

    private bool IsForbidden(string name) => Member(name).Exists(n => n.Never);

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

            if (next.Not is { } not && !SchemaComplement.IsHeld(not))
            {
                open.Push(SchemaComplement.Of(not));
            }

            foreach (SchemaNode part in next.AllOf)
            {
                open.Push(part);
            }
        }
    }

    /// <summary>Whether a schema is known to hold: it is one of the goal's, or only refers to such.</summary>
    public bool Holds(SchemaNode node) => SaysSomething(node)
        ? Nodes.Contains(node)
        : (node.Reference is null || Holds(node.Reference)) && node.AllOf.All(Holds);

    // What only refers to others is not told from them.
    private static bool SaysSomething(SchemaNode node) => node.Never || node.Kinds != JsonKinds.All || node.Enum is not null || node.Format is not null
        || node.Numbers is not null || node.Strings is not null || node.Arrays is not null || node.Objects is not null || node.AnyOf.Count > 0
        || node.OneOf.Count > 0 || node.Not is not null || node.If is not null || node.Unread.Count > 0;
}
