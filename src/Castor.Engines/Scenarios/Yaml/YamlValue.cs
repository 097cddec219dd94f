namespace Castor.Engines.Scenarios.Yaml;

/// <summary>A value of a YAML document that knows where it stands.</summary>
/// <param name="place">Where the value begins.</param>
internal abstract class YamlValue(YamlPlace place)
{
    public YamlPlace Place { get; } = place;

    /// <summary>What the value is, in the words of a message.</summary>
    public abstract string Kind { get; }

    /// <summary>How many values there are in it, itself included; aliases count as often as they are used.</summary>
    public abstract int Weight { get; }
}
