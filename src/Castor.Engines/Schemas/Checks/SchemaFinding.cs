namespace Castor.Engines.Schemas;

/// <summary>Something that is wrong with a schema.</summary>
/// <param name="Path">Where: a JSON pointer from the schema's root, such as <c>#/properties/city</c>.</param>
/// <param name="Message">What is wrong; the service's own words where they are known.</param>
public sealed record SchemaFinding(string Path, string Message)
{
    /// <summary>How the finding weighs.</summary>
    public SchemaFindingKind Kind { get; init; }
}
