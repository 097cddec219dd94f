using System.Globalization;

namespace Castor.Engines.Scenarios.Yaml;

/// <summary>Reads single values; what does not fit is told and comes back as null.</summary>
internal static class YamlRead
{
    public static string? Text(YamlValue value, string what, ScenarioFindings findings)
    {
        if (value is YamlScalar { IsNull: false } scalar)
        {
            return scalar.Text;
        }

        return Refuse<string>(value, what, "text", findings);
    }

    public static bool? Flag(YamlValue value, string what, ScenarioFindings findings)
    {
        if (value is YamlScalar { AsBoolean: { } flag })
        {
            return flag;
        }

        Refuse<string>(value, what, "true or false", findings);
        return null;
    }

    public static int? Number(YamlValue value, string what, int least, ScenarioFindings findings)
    {
        if (value is YamlScalar { AsInteger: { } number } && number >= least && number <= int.MaxValue)
        {
            return (int)number;
        }

        Refuse<string>(value, what, $"a whole number from {least} on", findings);
        return null;
    }

    public static TimeSpan? Duration(YamlValue value, string what, ScenarioFindings findings)
    {
        if (value is YamlScalar scalar && TryParseDuration(scalar.Text, out TimeSpan duration))
        {
            return duration;
        }

        Refuse<string>(value, what, "a duration such as 500ms, 1.5s or 2m", findings);
        return null;
    }

    public static YamlMap? Map(YamlValue value, string what, ScenarioFindings findings) =>
        value as YamlMap ?? Refuse<YamlMap>(value, what, "a mapping", findings);

    public static YamlList? List(YamlValue value, string what, ScenarioFindings findings) =>
        value as YamlList ?? Refuse<YamlList>(value, what, "a list", findings);

    /// <summary>The items of a list, or a single value as a list of one.</summary>
    public static IReadOnlyList<YamlValue> Many(YamlValue value) => value is YamlList list ? list.Items : [value];

    /// <summary>One of a few names.</summary>
    public static string? Choice(YamlValue value, string what, IReadOnlyList<string> names, ScenarioFindings findings)
    {
        if (Text(value, what, findings) is not { } text)
        {
            return null;
        }

        if (names.Contains(text))
        {
            return text;
        }

        findings.Mistake(value.Place, $"{what} cannot be '{text}'{Spelling.Hint(text, names)}");
        return null;
    }

    /// <summary>Reads <c>500ms</c>, <c>1.5s</c>, <c>2m</c>, <c>1h</c>.</summary>
    public static bool TryParseDuration(string text, out TimeSpan duration)
    {
        duration = default;
        (string number, double unit) =
            text.EndsWith("ms", StringComparison.Ordinal) ? (text[..^2], 1.0)
            : text.EndsWith('s') ? (text[..^1], 1_000.0)
            : text.EndsWith('m') ? (text[..^1], 60_000.0)
            : text.EndsWith('h') ? (text[..^1], 3_600_000.0)
            : ("", 0.0);
        if (!double.TryParse(number.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double amount) || amount * unit > 86_400_000)
        {
            return false;
        }

        duration = TimeSpan.FromMilliseconds(amount * unit);
        return true;
    }

    public static T? Refuse<T>(YamlValue value, string what, string expected, ScenarioFindings findings)
        where T : class
    {
        string got = value is YamlScalar { IsNull: false } scalar && scalar.Text.Length <= 60 ? $"'{scalar.Text.ReplaceLineEndings(" ")}'" : value.Kind;
        findings.Mistake(value.Place, $"{what} takes {expected}, not {got}");
        return null;
    }
}
