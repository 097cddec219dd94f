using Castor.Engines.Scenarios.Yaml;

namespace Castor.Engines.Scenarios.Matching;

/// <summary>Reads patterns: <c>plain text</c>, <c>/regex/i</c>, or a mapping such as <c>{startsWith: Dear, ignoreCase: true}</c>.</summary>
internal static class PatternReader
{
    private static readonly (string Key, PatternMode Mode)[] s_modes =
    [
        ("contains", PatternMode.Contains),
        ("equals", PatternMode.Equals),
        ("startsWith", PatternMode.StartsWith),
        ("endsWith", PatternMode.EndsWith),
        ("glob", PatternMode.Glob),
        ("regex", PatternMode.Regex),
    ];

    /// <summary>Reads one pattern or a list of them, any of which will do.</summary>
    public static List<TextPattern> ReadMany(YamlValue value, string what, PatternMode bare, ScenarioFindings findings)
    {
        var patterns = new List<TextPattern>();
        foreach (YamlValue item in YamlRead.Many(value))
        {
            YamlFields? fields = item is YamlMap map ? new YamlFields(map, $"the pattern of {what}", findings) : null;
            if (Read(item, fields, what, bare, findings) is { } pattern)
            {
                patterns.Add(pattern);
            }

            fields?.Close();
        }

        if (value is YamlList { Items.Count: 0 })
        {
            findings.Mistake(value.Place, $"{what} is an empty list, which nothing can match");
        }

        return patterns;
    }

    /// <summary>Reads one pattern; the caller closes the fields of a mapping, since it may know more of them.</summary>
    public static TextPattern? Read(YamlValue value, YamlFields? fields, string what, PatternMode bare, ScenarioFindings findings)
    {
        if (fields is null)
        {
            return YamlRead.Text(value, what, findings) is { } text ? ReadBare(value.Place, text, bare, findings) : null;
        }

        bool ignoreCase = fields.Flag("ignoreCase") ?? false;
        TextPattern? pattern = null;
        int given = 0;
        foreach ((string key, PatternMode mode) in s_modes)
        {
            if (fields.Take(key) is { } member)
            {
                given++;
                pattern = YamlRead.Text(member, key, findings) is { } text ? Make(member.Place, mode, text, ignoreCase, findings) : null;
            }
        }

        if (given != 1)
        {
            findings.Mistake(value.Place, $"{what} takes exactly one of {string.Join(", ", s_modes.Select(m => m.Key))}");
        }

        return pattern;
    }

    private static TextPattern? ReadBare(YamlPlace place, string text, PatternMode bare, ScenarioFindings findings)
    {
        int end = text.LastIndexOf('/');
        if (end < 2 || text[0] != '/' || text.AsSpan(end + 1) is not ("" or "i"))
        {
            return Make(place, bare, text, ignoreCase: false, findings);
        }

        return Make(place, PatternMode.Regex, text[1..end], text.EndsWith('i'), findings);
    }

    private static TextPattern? Make(YamlPlace place, PatternMode mode, string text, bool ignoreCase, ScenarioFindings findings)
    {
        try
        {
            var pattern = new TextPattern(mode, text, ignoreCase);
            if (pattern.IsRegexForEverything)
            {
                findings.Warning(place, $"the regular expression /{text}/ matches every text");
            }

            return pattern;
        }
        catch (ArgumentException exception)
        {
            findings.Mistake(place, $"not a regular expression: {exception.Message}");
            return null;
        }
    }
}
