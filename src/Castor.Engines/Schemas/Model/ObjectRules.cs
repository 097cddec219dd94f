namespace Castor.Engines.Schemas;

/// <summary>What a schema asks of objects.</summary>
internal sealed class ObjectRules
{
    /// <summary>The declared properties, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, SchemaNode>> Properties { get; set; } = [];

    public IReadOnlyList<KeyValuePair<SchemaPattern, SchemaNode>> PatternProperties { get; set; } = [];

    /// <summary>The schema of all other properties; null for anything.</summary>
    public SchemaNode? AdditionalProperties { get; set; }

    public SchemaNode? PropertyNames { get; set; }

    public IReadOnlyList<string> Required { get; set; } = [];

    public IReadOnlyList<string> PropertyOrdering { get; set; } = [];

    public long MinProperties { get; set; }

    public long MaxProperties { get; set; } = long.MaxValue;

    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> DependentRequired { get; set; } = [];

    public IReadOnlyList<KeyValuePair<string, SchemaNode>> DependentSchemas { get; set; } = [];

    /// <summary>Whether the properties are what objects are made of, and not a condition on them.</summary>
    public bool Declares { get; set; } = true;

    /// <summary>One property at least must have none of these names; null where that is not asked.</summary>
    public IReadOnlySet<string>? BeyondNames { get; set; }

    private Dictionary<string, SchemaNode>? _byName;
    private IReadOnlyList<string>? _always;

    /// <summary>The names that every object has: the required ones, and what they in turn require.</summary>
    public IReadOnlyList<string> Always => _always ??= DependentRequired.Count == 0 ? Required : WithDependents();

    /// <summary>The same rules as a condition: they declare nothing.</summary>
    public ObjectRules AsCondition()
    {
        var rules = (ObjectRules)MemberwiseClone();
        rules.Declares = false;
        return rules;
    }

    /// <summary>The declared schema of a property, or null.</summary>
    public SchemaNode? Declared(string name)
    {
        const int fewEnoughToScan = 8;
        if (Properties.Count > fewEnoughToScan)
        {
            if (_byName is null)
            {
                _byName = new(Properties.Count, StringComparer.Ordinal);
                foreach ((string key, SchemaNode node) in Properties)
                {
                    _byName[key] = node;
                }
            }

            return _byName.GetValueOrDefault(name);
        }

        for (int i = 0; i < Properties.Count; i++)
        {
            if (Properties[i].Key == name)
            {
                return Properties[i].Value;
            }
        }

        return null;
    }

    /// <summary>Adds all that this schema asks of the value of a property.</summary>
    public void CollectFor(string name, List<SchemaNode> into, GenerationBudget? budget = null)
    {
        SchemaNode? declared = Declared(name);
        bool known = declared is not null;
        if (known)
        {
            into.Add(declared!);
        }

        for (int i = 0; i < PatternProperties.Count; i++)
        {
            if (PatternProperties[i].Key.IsMatch(name, budget))
            {
                known = true;
                into.Add(PatternProperties[i].Value);
            }
        }

        if (!known && AdditionalProperties is not null)
        {
            into.Add(AdditionalProperties);
        }
    }

    private List<string> WithDependents()
    {
        var names = new List<string>(Required);
        for (int i = 0; i < names.Count; i++)
        {
            foreach ((string name, IReadOnlyList<string> others) in DependentRequired)
            {
                if (name == names[i])
                {
                    names.AddRange(others.Where(other => !names.Contains(other)));
                }
            }
        }

        return names;
    }
}
