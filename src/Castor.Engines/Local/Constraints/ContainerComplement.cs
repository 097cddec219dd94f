using Castor.Engines.Schemas;

namespace Castor.Engines.Local.Constraints;

/// <summary>The ways for an array or an object not to satisfy a schema.</summary>
internal sealed class ContainerComplement
{
    private readonly SchemaNode _node;

    public ContainerComplement(SchemaNode node)
    {
        _node = node;
        CollectArrays();
        CollectObjects();
    }

    /// <summary>The ways.</summary>
    public List<SchemaNode> Ways { get; } = [];

    /// <summary>Whether some are missing.</summary>
    public bool IsNarrowed { get; private set; }

    /// <summary>A schema that objects with a property do not satisfy.</summary>
    public static SchemaNode Without(string name, string path) => Unless(name, path, new SchemaNode { Never = true, Path = path });

    /// <summary>A schema of objects with a property.</summary>
    public static SchemaNode Having(string name, string path, SchemaNode? value = null) => new()
    {
        Path = path,
        Kinds = JsonKinds.Object,
        Objects = new ObjectRules { Declares = false, Required = [name], Properties = value is null ? [] : [new(name, value)] },
    };

    /// <summary>The property whose absence satisfies a way by itself; null where there is none.</summary>
    public static string? NameOf(SchemaNode way) => way is { AllOf.Count: 0, Reference: null, Not: null, Objects: { Declares: false, Properties: [(string name, _)] } rules }
        && rules is { Required.Count: 0, PatternProperties.Count: 0, AdditionalProperties: null, MinProperties: 0, BeyondNames: null } ? name : null;

    private static SchemaNode Unless(string name, string path, SchemaNode value) => new()
    {
        Path = path,
        Kinds = JsonKinds.Object,
        Objects = new ObjectRules { Declares = false, Properties = [new(name, value)] },
    };

    private void CollectArrays()
    {
        if (_node.Arrays is not { } rules || !_node.Kinds.HasFlag(JsonKinds.Array))
        {
            return;
        }

        if (rules.MinItems > 0)
        {
            AddArrays(new ArrayRules { MaxItems = rules.MinItems - 1 });
        }

        if (rules.MaxItems < long.MaxValue)
        {
            AddArrays(new ArrayRules { MinItems = rules.MaxItems + 1 });
        }

        for (int i = 0; i < rules.PrefixItems.Count; i++)
        {
            AddArrays(new ArrayRules { MinItems = i + 1, PrefixItems = [.. Enumerable.Repeat(new SchemaNode(), i), SchemaComplement.Of(rules.PrefixItems[i])] });
        }

        if (rules.Items is { } items && rules.PrefixItems.Count == 0)
        {
            AddArrays(new ArrayRules { Contains = SchemaComplement.Of(items) });
        }
        else if (rules.Items is { Never: true })
        {
            AddArrays(new ArrayRules { MinItems = rules.PrefixItems.Count + 1 });
        }

        CollectContains(rules);
        IsNarrowed |= rules.UniqueItems || rules is { Items: { Never: false }, PrefixItems.Count: > 0 };
    }

    private void CollectContains(ArrayRules rules)
    {
        if (rules.Contains is not { } contains)
        {
            return;
        }

        if (rules.MinContains > 0)
        {
            AddArrays(new ArrayRules { Contains = contains, MinContains = 0, MaxContains = rules.MinContains - 1 });
        }

        if (rules.MaxContains < long.MaxValue)
        {
            AddArrays(new ArrayRules { Contains = contains, MinContains = rules.MaxContains + 1 });
        }
    }

    private void AddArrays(ArrayRules rules) => Ways.Add(new SchemaNode { Kinds = JsonKinds.Array, Arrays = rules });

    private void CollectObjects()
    {
        if (_node.Objects is not { } rules || !_node.Kinds.HasFlag(JsonKinds.Object))
        {
            return;
        }

        foreach (string name in rules.Required.Where(name => rules.Declared(name) is null))
        {
            Ways.Add(Without(name, _node.Path));
        }

        // A required one is missing or has a wrong value.
        foreach ((string name, SchemaNode value) in rules.Properties)
        {
            SchemaNode wrong = SchemaComplement.Of(value);
            Ways.Add(rules.Required.Contains(name) ? Unless(name, _node.Path, wrong) : Having(name, _node.Path, wrong));
        }

        if (rules.AdditionalProperties is { Never: true })
        {
            AddObjects(new ObjectRules { BeyondNames = rules.Properties.Select(p => p.Key).ToHashSet(StringComparer.Ordinal) });
        }

        if (rules.MinProperties > 0)
        {
            AddObjects(new ObjectRules { MaxProperties = rules.MinProperties - 1 });
        }

        if (rules.MaxProperties < long.MaxValue)
        {
            AddObjects(new ObjectRules { MinProperties = rules.MaxProperties + 1 });
        }

        CollectDependents(rules);
        IsNarrowed |= rules.PatternProperties.Count > 0 || rules.PropertyNames is not null || rules.AdditionalProperties is not null;
    }

    private void CollectDependents(ObjectRules rules)
    {
        foreach ((string name, IReadOnlyList<string> others) in rules.DependentRequired)
        {
            foreach (string other in others)
            {
                Ways.Add(new SchemaNode { AllOf = [Having(name, _node.Path), Without(other, _node.Path)] });
            }
        }

        foreach ((string name, SchemaNode dependent) in rules.DependentSchemas)
        {
            Ways.Add(new SchemaNode { AllOf = [Having(name, _node.Path), SchemaComplement.Of(dependent)] });
        }
    }

    private void AddObjects(ObjectRules rules)
    {
        rules.Declares = false;
        Ways.Add(new SchemaNode { Kinds = JsonKinds.Object, Objects = rules });
    }
}
