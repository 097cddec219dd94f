namespace Castor.Engines.Local.Constraints;

/// <summary>A schema that cannot be held while decoding.</summary>
/// <param name="path">Where in the schema.</param>
/// <param name="message">What stands there.</param>
internal sealed class SchemaRefusedException(string path, string message) : Exception(message)
{
    /// <summary>Where in the schema.</summary>
    public string Path { get; } = path;
}
