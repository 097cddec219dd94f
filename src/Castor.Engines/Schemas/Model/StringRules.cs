namespace Castor.Engines.Schemas;

/// <summary>What a schema asks of strings. Lengths count code points.</summary>
internal sealed class StringRules
{
    public long MinLength { get; set; }

    public long MaxLength { get; set; } = long.MaxValue;

    public SchemaPattern? Pattern { get; set; }
}
