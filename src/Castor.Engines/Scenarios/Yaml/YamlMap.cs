namespace Castor.Engines.Scenarios.Yaml;

/// <summary>A mapping with text for keys, each there once.</summary>
/// <param name="place">Where it begins.</param>
/// <param name="entries">Its members, in order.</param>
internal sealed class YamlMap(YamlPlace place, IReadOnlyList<YamlEntry> entries) : YamlValue(place)
{
    public IReadOnlyList<YamlEntry> Entries { get; } = entries;

    public override string Kind => "a mapping";

    public override int Weight { get; } = 1 + entries.Sum(e => 1 + e.Value.Weight);

    public YamlValue? Find(string key)
    {
        foreach (YamlEntry entry in Entries)
        {
            if (entry.Key.Text == key)
            {
                return entry.Value;
            }
        }

        return null;
    }
}
