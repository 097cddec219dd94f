using Castor.Engines.Schemas;

namespace Castor.Engines.Local.Constraints;

/// <summary>
/// Schemas that a value has to satisfy all at once, with those that they refer to, and the choices between branches that are still open. Equal goals have equal keys.
/// </summary>
internal sealed class SchemaGoal
{
    // Chains of references are followed for each value.
    private const int MostNodes = 2_000;

    private readonly HashSet<SchemaNode> _seen;
    private HashSet<string>? _required;
    private Datum[]? _values;
    private Dictionary<string, SchemaGoal> _members;

    private SchemaGoal(List<SchemaNode> nodes, HashSet<object> settled, HashSet<SchemaNode> seen, HashSet<string>? required, Dictionary<string, SchemaGoal> members)
    {
        Nodes = nodes;
        Settled = settled;
        _seen = seen;
        _required = required;
        _members = members;
    }

    /// <summary>The schemas, without what they refer to.</summary>
    public List<SchemaNode> Nodes { get; }

    /// <summary>The kinds that all of them allow.</summary>
    public JsonKinds Kinds { get; private set; } = JsonKinds.All;

    /// <summary>The tokens of the choices that were made.</summary>
    public HashSet<object> Settled { get; }

    /// <summary>How many conditions there are.</summary>
    public int Conditions { get; private set; }

    /// <summary>Whether its values are listed.</summary>
    public bool IsListed { get; private set; }

    /// <summary>The values that all lists have; null where there is none.</summary>
    public IReadOnlyList<Datum>? Values => IsListed ? _values ??= Listed() : null;

    /// <summary>The first schema that may have a choice to make; those before it have none, and will have none.</summary>
    public int FirstOpen { get; set; }

    /// <summary>Whether ways to satisfy a choice were left out on the way here, so that no way on does not say that no value satisfies it.</summary>
    public bool IsNarrowed { get; set; }

    /// <summary>Whether it shows at a glance that nothing satisfies it.</summary>
    public bool IsHopeless => Kinds == JsonKinds.None || (Kinds == JsonKinds.Object && Required().Any(Forbids));

    /// <summary>The goal of some schemas.</summary>
    public static SchemaGoal Of(params IEnumerable<SchemaNode> nodes)
    {
        var goal = new SchemaGoal([], new HashSet<object>(ReferenceEqualityComparer.Instance), [], null, []);
        foreach (SchemaNode node in nodes)
        {
            goal.Add(node);
        }

        return goal;
    }

    /// <summary>What tells this goal from others of which no choice is settled. A schema that says of a kind what the others say too tells nothing.</summary>
    public string Key(Func<SchemaNode, int> numberOf) => Nodes.Exists(n => n.UnevaluatedItems is not null || n.UnevaluatedProperties is not null)
        ? string.Join(',', Nodes.Select(numberOf).Order())
        : (int)Kinds + ":" + string.Join(',', Nodes.Where(n => !IsKindAlone(n)).Select(numberOf).Order());

    /// <summary>The names that an object must have.</summary>
    public IReadOnlySet<string> Required() => _required ??= [.. Nodes.SelectMany(n => n.Objects?.Required ?? [])];

    /// <summary>Whether an object must not have a name.</summary>
    public bool Forbids(string name) => Member(name).Kinds == JsonKinds.None;

    /// <summary>All that is asked of the value of a property.</summary>
    public SchemaGoal Member(string name)
    {
        if (!_members.TryGetValue(name, out SchemaGoal? known))
        {
            List<SchemaNode> asked = [];
            foreach (SchemaNode node in Nodes)
            {
                node.Objects?.CollectFor(name, asked);
            }

            known = Of(asked);
            _members.Add(name, known);
        }

        return known;
    }

    /// <summary>The same goal, to be added to.</summary>
    public SchemaGoal Copy() => new([.. Nodes], new HashSet<object>(Settled, ReferenceEqualityComparer.Instance), [.. _seen], _required, _members)
    {
        Kinds = Kinds,
        Conditions = Conditions,
        IsListed = IsListed,
        FirstOpen = FirstOpen,
        IsNarrowed = IsNarrowed,
    };

    /// <summary>The goal with one way of a choice.</summary>
    public SchemaGoal With(SchemaChoice choice, SchemaNode[] way)
    {
        SchemaGoal goal = Copy();
        goal.Settle(choice, way);
        return goal;
    }

    /// <summary>Adds the one way of a choice that there is, to a goal that nobody else has.</summary>
    public void Settle(SchemaChoice choice, SchemaNode[] way)
    {
        Settled.Add(choice.Token);
        foreach (SchemaNode node in way)
        {
            Add(node);
        }
    }

    private void Add(SchemaNode node)
    {
        var open = new Stack<SchemaNode>([node]);
        while (open.TryPop(out SchemaNode? next))
        {
            if (!_seen.Add(next))
            {
                continue;
            }

            if (_seen.Count > MostNodes)
            {
                throw GenerationBudget.TooMuch();
            }

            if (SaysSomething(next))
            {
                Take(next);
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

    private void Take(SchemaNode node)
    {
        Nodes.Add(node);
        Kinds &= node.Never ? JsonKinds.None : node.Kinds;
        Conditions += node.If is null ? 0 : 1;
        if (node.Enum is not null)
        {
            IsListed = true;
            _values = null;
        }

        if (node.Objects is { } rules)
        {
            Forget(rules);
        }
    }

    private Datum[] Listed() => [.. Nodes.Where(n => n.Enum is not null).MinBy(n => n.Enum!.Count)!.Enum!.Where(v => Nodes.TrueForAll(n => n.IsAmongEnum(v)))];

    // What was found out of properties that a schema speaks of; copies may go on with it.
    private void Forget(ObjectRules rules)
    {
        _required = rules.Required.Count == 0 ? _required : null;
        bool isOfNames = rules is { PatternProperties.Count: 0, AdditionalProperties: null };
        _members = isOfNames && _members.Count > 0 ? new Dictionary<string, SchemaGoal>(_members) : [];
        foreach ((string name, _) in rules.Properties)
        {
            _members.Remove(name);
        }
    }

    /// <summary>Whether a schema is known to hold: it is one of the goal's, or only refers to such.</summary>
    public bool Holds(SchemaNode node) => SaysSomething(node)
        ? _seen.Contains(node)
        : (node.Reference is null || Holds(node.Reference)) && node.AllOf.All(Holds);

    // What only refers to others is not told from them.
    private static bool SaysSomething(SchemaNode node) => node.Never || node.Kinds != JsonKinds.All || SaysMore(node);

    private static bool IsKindAlone(SchemaNode node) => !node.Never && !SaysMore(node);

    private static bool SaysMore(SchemaNode node) => node.Enum is not null || node.Format is not null
        || node.Numbers is not null || node.Strings is not null || node.Arrays is not null || node.Objects is not null || node.AnyOf.Count > 0
        || node.OneOf.Count > 0 || node.Not is not null || node.If is not null || node.Unread.Count > 0;
}
