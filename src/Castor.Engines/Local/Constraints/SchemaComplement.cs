using Castor.Engines.Schemas;

namespace Castor.Engines.Local.Constraints;

/// <summary>
/// Works out what does not satisfy a schema, as a schema: what <c>not</c>, <c>else</c> and the other branches of <c>oneOf</c> leave. Of formats, names by pattern and items that
/// are unique nothing is said, which narrows what may be written and never widens it.
/// </summary>
internal sealed class SchemaComplement
{
    private const int MostPairs = 6;
    private const JsonKinds Containers = JsonKinds.Array | JsonKinds.Object;

    private readonly SchemaNode _node;
    private readonly List<SchemaNode> _ways = [];
    private bool _isNarrowed;

    private SchemaComplement(SchemaNode node) => _node = node;

    /// <summary>What does not satisfy a schema.</summary>
    public static SchemaNode Of(SchemaNode node)
    {
        if (node.Complement is { } known)
        {
            return known;
        }

        // Set before it is full, since a schema may be within itself.
        SchemaNode complement = new() { Path = node.Path, Negated = node };
        node.Complement = complement;
        var made = new SchemaComplement(node);
        made.Collect();
        complement.AnyOf = made._ways;
        complement.Never = made._ways.Count == 0;
        complement.IsNarrowed = made._isNarrowed;
        return complement;
    }

    /// <summary>Whether the automata of scalars leave a schema's values out by themselves: values by name, or the texts of a pattern.</summary>
    public static bool IsHeld(SchemaNode not) => not is
    {
        Numbers: null, Arrays: null, Objects: null, Not: null, If: null, Reference: null, Format: null, Never: false,
        AllOf.Count: 0, AnyOf.Count: 0, OneOf.Count: 0, Unread.Count: 0,
    } && (not is { Enum: null, Kinds: JsonKinds.String, Strings: { Pattern: not null, MinLength: 0, MaxLength: long.MaxValue } }
        || (not is { Enum: not null, Strings: null, Kinds: JsonKinds.All } && not.Enum.All(v => (JsonKindNames.Of(v) & Containers) == 0)));

    private void Collect()
    {
        if (_node.Never)
        {
            _ways.Add(new SchemaNode { Path = _node.Path });
            return;
        }

        if (_node.Kinds != JsonKinds.All)
        {
            Add(new SchemaNode { Kinds = JsonKinds.All & ~_node.Kinds });
        }

        CollectEnum();
        CollectNumbers();
        CollectStrings();
        var containers = new ContainerComplement(_node);
        containers.Ways.ForEach(Add);
        _isNarrowed |= containers.IsNarrowed;
        CollectCombinations();
        _isNarrowed |= _node.Format is not null || _node.Unread.Count > 0;
    }

    private void Add(SchemaNode way)
    {
        way.Path = _node.Path;
        way.Negated = _node;
        _ways.Add(way);
    }

    private void CollectEnum()
    {
        if (_node.Enum is not { } values)
        {
            return;
        }

        JsonKinds containers = values.Aggregate(JsonKinds.None, (kinds, v) => kinds | JsonKindNames.Of(v)) & Containers;
        SchemaNode named = new() { Path = _node.Path, Enum = [.. values.Where(v => (JsonKindNames.Of(v) & Containers) == 0)] };
        Add(new SchemaNode { Kinds = JsonKinds.All & ~containers, Not = named });
        if (containers != JsonKinds.None)
        {
            // The empty ones are the usual ones.
            int most = values.Max(v => Math.Max(v.Items.Count, v.Members.Count));
            _isNarrowed |= most > 0;
            Add(new SchemaNode { Kinds = containers, Arrays = new ArrayRules { MinItems = most + 1 }, Objects = new ObjectRules { Declares = false, MinProperties = most + 1 } });
        }
    }

    private void CollectNumbers()
    {
        if (_node.Numbers is not { } rules || (_node.Kinds & JsonKinds.Number) == 0)
        {
            return;
        }

        AddNumbers(rules.Minimum, bound => new NumberRules { ExclusiveMaximum = bound });
        AddNumbers(rules.ExclusiveMinimum, bound => new NumberRules { Maximum = bound });
        AddNumbers(rules.Maximum, bound => new NumberRules { ExclusiveMinimum = bound });
        AddNumbers(rules.ExclusiveMaximum, bound => new NumberRules { Minimum = bound });
        if (rules.MultipleOf is { } step)
        {
            _isNarrowed = true;
            if (step.IsWhole)
            {
                Add(new SchemaNode { Kinds = JsonKinds.Fraction });
            }
        }
    }

    private void AddNumbers(JsonNumber? bound, Func<JsonNumber, NumberRules> beyond)
    {
        if (bound is { } number)
        {
            Add(new SchemaNode { Kinds = JsonKinds.Number, Numbers = beyond(number) });
        }
    }

    private void CollectStrings()
    {
        if (_node.Strings is not { } rules || !_node.Kinds.HasFlag(JsonKinds.String))
        {
            return;
        }

        if (rules.MinLength > 0)
        {
            Add(new SchemaNode { Kinds = JsonKinds.String, Strings = new StringRules { MaxLength = rules.MinLength - 1 } });
        }

        if (rules.MaxLength < long.MaxValue)
        {
            Add(new SchemaNode { Kinds = JsonKinds.String, Strings = new StringRules { MinLength = rules.MaxLength + 1 } });
        }

        if (rules.Pattern is { } pattern)
        {
            Add(new SchemaNode { Kinds = JsonKinds.String, Not = new SchemaNode { Path = _node.Path, Kinds = JsonKinds.String, Strings = new StringRules { Pattern = pattern } } });
        }
    }

    private void CollectCombinations()
    {
        foreach (SchemaNode part in _node.AllOf)
        {
            _ways.Add(Of(part));
        }

        if (_node.Reference is { } target)
        {
            _ways.Add(Of(target));
        }

        if (_node.Not is { } not)
        {
            _ways.Add(not);
        }

        if (_node.AnyOf.Count > 0)
        {
            Add(new SchemaNode { AllOf = [.. _node.AnyOf.Select(Of)] });
        }

        if (_node.OneOf.Count > 0)
        {
            Add(new SchemaNode { AllOf = [.. _node.OneOf.Select(Of)] });
            CollectPairs(_node.OneOf);
        }

        if (_node.If is { } condition)
        {
            AddBoth(condition, _node.Then);
            AddBoth(Of(condition), _node.Else);
        }
    }

    // Two branches of oneOf at once.
    private void CollectPairs(IReadOnlyList<SchemaNode> branches)
    {
        int count = Math.Min(branches.Count, MostPairs);
        _isNarrowed |= count < branches.Count;
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                Add(new SchemaNode { AllOf = [branches[i], branches[j]] });
            }
        }
    }

    private void AddBoth(SchemaNode condition, SchemaNode? consequence)
    {
        if (consequence is not null)
        {
            Add(new SchemaNode { AllOf = [condition, Of(consequence)] });
        }
    }
}
