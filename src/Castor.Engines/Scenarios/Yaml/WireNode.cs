using System.Text.Json;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Engines.Scenarios.Yaml;

/// <summary>Reads a message of the wire out of YAML, and leads the reader's complaints back to the place in the file.</summary>
internal static class WireNode
{
    private const string Preface = "Invalid JSON payload received. ";

    /// <summary>The message, or null with the mistake told.</summary>
    public static T? Read<T>(YamlValue value, string what, ScenarioFindings findings)
        where T : WireMessage
    {
        if (value is not YamlMap)
        {
            return YamlRead.Refuse<T>(value, what, "a mapping with the wire's own names", findings);
        }

        try
        {
            return WireJson.ReadRequest<T>(YamlJson.ToUtf8(value));
        }
        catch (ApiException exception)
        {
            Tell(exception, value, what, findings);
        }
        catch (JsonException)
        {
            findings.Mistake(value.Place, $"{what} is not as the wire has it");
        }

        return null;
    }

    private static void Tell(ApiException exception, YamlValue root, string what, ScenarioFindings findings)
    {
        IReadOnlyList<FieldViolation> violations = exception.Details.OfType<BadRequest>().SelectMany(b => b.FieldViolations ?? []).ToArray();
        if (violations.Count == 0)
        {
            findings.Mistake(root.Place, $"{what} is not as the wire has it: {Shorten(exception.Message)}");
        }

        foreach (FieldViolation violation in violations)
        {
            string text = violation.Description ?? exception.Message;
            YamlValue parent = Find(root, violation.Field ?? "");
            YamlPlace place = UnknownName(text) is { } name && KeyPlace(parent, name) is { } key ? key : parent.Place;
            findings.Mistake(place, $"{what}: {Shorten(text)}");
        }
    }

    /// <summary>The value at a path such as <c>grounding_chunks[0].web</c>, or the nearest one above it.</summary>
    private static YamlValue Find(YamlValue root, string path)
    {
        YamlValue at = root;
        foreach (string step in path.Split('.', '[', ']'))
        {
            YamlValue? next = at switch
            {
                _ when step.Length == 0 => at,
                YamlList list when int.TryParse(step, out int index) && index < list.Items.Count => list.Items[index],
                YamlMap map when int.TryParse(step, out int index) && index < map.Entries.Count => map.Entries[index].Value,
                YamlMap map => Member(map, step),
                _ => null,
            };
            if (next is null)
            {
                break;
            }

            at = next;
        }

        return at;
    }

    private static YamlValue? Member(YamlMap map, string snakeName)
    {
        string wanted = snakeName.Replace("_", "");
        foreach (YamlEntry entry in map.Entries)
        {
            if (entry.Key.Text.Replace("_", "").Equals(wanted, StringComparison.OrdinalIgnoreCase))
            {
                return entry.Value;
            }
        }

        return null;
    }

    private static YamlPlace? KeyPlace(YamlValue parent, string name)
    {
        foreach (YamlEntry entry in (parent as YamlMap)?.Entries ?? [])
        {
            if (entry.Key.Text == name)
            {
                return entry.Key.Place;
            }
        }

        return null;
    }

    private static string? UnknownName(string text)
    {
        const string Start = "Unknown name \"";
        int from = text.IndexOf(Start, StringComparison.Ordinal);
        if (from < 0)
        {
            return null;
        }

        from += Start.Length;
        int to = text.IndexOf('"', from);
        return to < 0 ? null : text[from..to];
    }

    private static string Shorten(string text) =>
        (text.StartsWith(Preface, StringComparison.Ordinal) ? text[Preface.Length..] : text).TrimEnd('.', '\n');
}
