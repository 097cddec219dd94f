namespace Castor.Engines.Scenarios.Yaml;

/// <summary>Takes the members of a mapping one by one; what was not asked for is a mistake in the end.</summary>
/// <param name="map">The mapping.</param>
/// <param name="what">What the mapping is, in the words of a message, such as <c>a match</c>.</param>
/// <param name="findings">Where mistakes go.</param>
internal sealed class YamlFields(YamlMap map, string what, ScenarioFindings findings)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public YamlMap Map { get; } = map;

    public YamlPlace Place => Map.Place;

    /// <summary>The value of a key, or null where the key is absent.</summary>
    public YamlValue? Take(string key)
    {
        _known.Add(key);
        return Map.Find(key);
    }

    /// <summary>The value of a key that has a short name and the wire's own; both at once are a mistake.</summary>
    public YamlValue? Take(string key, string wireName)
    {
        YamlValue? value = Take(key);
        YamlValue? other = Take(wireName);
        if (value is not null && other is not null)
        {
            findings.Mistake(other.Place, $"'{key}' and '{wireName}' are the same; give one");
        }

        return value ?? other;
    }

    public string? Text(string key) => Take(key) is { } value ? YamlRead.Text(value, key, findings) : null;

    public bool? Flag(string key) => Take(key) is { } value ? YamlRead.Flag(value, key, findings) : null;

    public int? Number(string key, int least) => Take(key) is { } value ? YamlRead.Number(value, key, least, findings) : null;

    public TimeSpan? Duration(string key) => Take(key) is { } value ? YamlRead.Duration(value, key, findings) : null;

    /// <summary>Tells of every key that was not asked for; whether there was none.</summary>
    public bool Close()
    {
        bool sound = true;
        foreach (YamlEntry entry in Map.Entries)
        {
            if (!_known.Contains(entry.Key.Text))
            {
                sound = false;
                findings.Mistake(entry.Key.Place, $"{what} has no '{entry.Key.Text}'{Spelling.Hint(entry.Key.Text, _known)}");
            }
        }

        return sound;
    }
}
