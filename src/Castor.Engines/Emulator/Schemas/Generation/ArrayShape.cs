using Castor.Engines.Schemas;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>All that the schemas of a goal ask of an array, taken together.</summary>
internal sealed class ArrayShape
{
    private readonly List<ArrayRules> _rules = [];
    private readonly List<SchemaNode> _contained = [];

    /// <summary>Gathers the rules.</summary>
    public ArrayShape(Goal goal)
    {
        foreach (SchemaNode node in goal.Nodes)
        {
            if (node.Arrays is not { } rules)
            {
                continue;
            }

            _rules.Add(rules);
            MinItems = Math.Max(MinItems, rules.MinItems);
            MaxItems = Math.Min(MaxItems, rules.Items is { Never: true } ? Math.Min(rules.MaxItems, rules.PrefixItems.Count) : rules.MaxItems);
            UniqueItems |= rules.UniqueItems;
            Prefix = Math.Max(Prefix, rules.PrefixItems.Count);
            IsOpen |= rules.Items is not null && !rules.Items.Never;
            for (int i = 0; rules.Contains is not null && i < Math.Min(rules.MinContains, 1_000); i++)
            {
                _contained.Add(rules.Contains);
            }
        }

        MinItems = Math.Max(MinItems, _contained.Count);
    }

    public long MinItems { get; }

    public long MaxItems { get; } = long.MaxValue;

    public bool UniqueItems { get; }

    /// <summary>How many items have a schema of their own.</summary>
    public int Prefix { get; }

    /// <summary>Whether there is a schema for any number of further items.</summary>
    public bool IsOpen { get; }

    /// <summary>All that is asked of the item at an index; what must be contained is asked of the first ones.</summary>
    public List<SchemaNode> WantedAt(int index)
    {
        var wanted = new List<SchemaNode>();
        foreach (ArrayRules rules in _rules)
        {
            if (rules.At(index) is { } node)
            {
                wanted.Add(node);
            }
        }

        if (index < _contained.Count)
        {
            wanted.Add(_contained[index]);
        }

        return wanted;
    }
}
