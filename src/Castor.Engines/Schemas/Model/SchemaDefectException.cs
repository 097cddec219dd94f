namespace Castor.Engines.Schemas;

/// <summary>A schema that means nothing: a reference without a target, a regular expression that is none.</summary>
internal sealed class SchemaDefectException(string path, string message) : Exception(message)
{
    /// <summary>Where in the schema.</summary>
    public string Path { get; } = path;
}
