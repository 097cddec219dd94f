namespace Castor.Engines.Scenarios.Yaml;

/// <summary>Ends the reading of a document that is not YAML, or not the part of it that is used here.</summary>
internal sealed class YamlMistakeException(YamlPlace place, string message) : Exception(message)
{
    public YamlPlace Place { get; } = place;
}
