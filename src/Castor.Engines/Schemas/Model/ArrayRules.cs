namespace Castor.Engines.Schemas;

/// <summary>What a schema asks of arrays.</summary>
internal sealed class ArrayRules
{
    public long MinItems { get; set; }

    public long MaxItems { get; set; } = long.MaxValue;

    public bool UniqueItems { get; set; }

    /// <summary>The schemas of the first items.</summary>
    public IReadOnlyList<SchemaNode> PrefixItems { get; set; } = [];

    /// <summary>The schema of the items after those; null for anything.</summary>
    public SchemaNode? Items { get; set; }

    public SchemaNode? Contains { get; set; }

    public long MinContains { get; set; } = 1;

    public long MaxContains { get; set; } = long.MaxValue;

    /// <summary>What this schema asks of the item at an index; null for nothing.</summary>
    public SchemaNode? At(int index) => index < PrefixItems.Count ? PrefixItems[index] : Items;
}
