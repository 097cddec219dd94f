using Castor.Engines.Schemas;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>All that the schemas of a goal ask of an object, taken together.</summary>
internal sealed class ObjectShape
{
    private readonly List<ObjectRules> _rules = [];
    private readonly HashSet<string> _required = new(StringComparer.Ordinal);
    private readonly HashSet<string>? _forbidden;
    private readonly List<string> _names = [];

    private readonly GenerationBudget _budget;

    /// <summary>Gathers the rules.</summary>
    public ObjectShape(Goal goal, GenerationBudget budget)
    {
        _budget = budget;
        _forbidden = goal.Forbidden;
        foreach (SchemaNode node in goal.Nodes)
        {
            if (node.Objects is { } rules)
            {
                _rules.Add(rules);
                MinProperties = Math.Max(MinProperties, rules.MinProperties);
                MaxProperties = Math.Min(MaxProperties, rules.MaxProperties);
                IsMap |= rules.AdditionalProperties is { Never: false } || rules.PatternProperties.Count > 0;
                _required.UnionWith(rules.Required);
                NamePatterns.AddRange(rules.PatternProperties.Where(pair => !pair.Value.Never).Select(pair => pair.Key));
                if (rules.PropertyNames is not null)
                {
                    NameRules.Add(rules.PropertyNames);
                }
            }
        }

        RequireDependents();
        OrderNames();
    }

    /// <summary>The names that are declared or required, in the order of the answer.</summary>
    public IReadOnlyList<string> Names => _names;

    public List<SchemaPattern> NamePatterns { get; } = [];

    public List<SchemaNode> NameRules { get; } = [];

    public long MinProperties { get; }

    public long MaxProperties { get; } = long.MaxValue;

    /// <summary>Whether there is a schema for properties of any name.</summary>
    public bool IsMap { get; }

    public bool IsRequired(string name) => _required.Contains(name);

    /// <summary>Whether no object of the goal has the property.</summary>
    public bool IsForbidden(string name) => (_forbidden?.Contains(name) ?? false) || WantedFor(name).Exists(node => node.Never);

    /// <summary>All that is asked of the value of a property.</summary>
    public List<SchemaNode> WantedFor(string name)
    {
        var wanted = new List<SchemaNode>();
        foreach (ObjectRules rules in _rules)
        {
            rules.CollectFor(name, wanted, _budget);
        }

        return wanted;
    }

    /// <summary>Drops optional members whose dependents are not there.</summary>
    public void DropDependents(List<KeyValuePair<string, Datum>> members)
    {
        bool dropped = true;
        while (dropped)
        {
            dropped = false;
            foreach (ObjectRules rules in _rules)
            {
                foreach ((string name, IReadOnlyList<string> others) in rules.DependentRequired)
                {
                    bool missing = others.Any(other => !members.Exists(member => member.Key == other));
                    dropped |= missing && !IsRequired(name) && members.RemoveAll(member => member.Key == name) > 0;
                }
            }
        }
    }

    private void RequireDependents()
    {
        bool added = true;
        while (added)
        {
            added = false;
            foreach (ObjectRules rules in _rules)
            {
                foreach ((string name, IReadOnlyList<string> others) in rules.DependentRequired)
                {
                    foreach (string other in others)
                    {
                        added |= IsRequired(name) && _required.Add(other);
                    }
                }
            }
        }
    }

    private void OrderNames()
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var declared = new List<string>();
        foreach (ObjectRules rules in _rules)
        {
            foreach ((string name, _) in rules.Properties)
            {
                declared.Add(name);
            }
        }

        var may = new HashSet<string>(declared, StringComparer.Ordinal);
        may.UnionWith(_required);
        foreach (ObjectRules rules in _rules)
        {
            foreach (string name in rules.PropertyOrdering)
            {
                if (may.Contains(name) && known.Add(name))
                {
                    _names.Add(name);
                }
            }
        }

        foreach (ObjectRules rules in _rules)
        {
            foreach (string name in rules.Properties.Select(property => property.Key).Concat(rules.Required))
            {
                if (known.Add(name))
                {
                    _names.Add(name);
                }
            }
        }

        IEnumerable<string> dependents = _rules.SelectMany(rules => rules.DependentRequired).Where(pair => may.Contains(pair.Key)).SelectMany(pair => pair.Value);
        foreach (string name in _required.Concat(dependents))
        {
            if (known.Add(name))
            {
                _names.Add(name);
            }
        }
    }
}
