using System.Globalization;
using System.Text.Json;

namespace Castor.Protocol.Tests.Samples;

/// <summary>Compares JSON as data: the order of members and the form of a number do not count.</summary>
internal static class JsonEquality
{
    /// <summary>Where two texts differ first; null when they do not.</summary>
    public static string? Difference(string expected, string actual)
    {
        using JsonDocument left = JsonDocument.Parse(expected);
        using JsonDocument right = JsonDocument.Parse(actual);
        return Difference(left.RootElement, right.RootElement, "$");
    }

    private static string? Difference(JsonElement expected, JsonElement actual, string path)
    {
        if (expected.ValueKind != actual.ValueKind)
        {
            return $"{path}: {expected} and {actual}";
        }

        return expected.ValueKind switch
        {
            JsonValueKind.Object => ObjectDifference(expected, actual, path),
            JsonValueKind.Array => ArrayDifference(expected, actual, path),
            JsonValueKind.Number => IsSameNumber(expected, actual) ? null : $"{path}: {expected} and {actual}",
            JsonValueKind.String => expected.GetString() == actual.GetString() ? null : $"{path}: {expected} and {actual}",
            _ => null,
        };
    }

    private static string? ObjectDifference(JsonElement expected, JsonElement actual, string path)
    {
        foreach (JsonProperty member in actual.EnumerateObject())
        {
            if (!expected.TryGetProperty(member.Name, out _))
            {
                return $"{path}: added {member.Name}";
            }
        }

        foreach (JsonProperty member in expected.EnumerateObject())
        {
            string? difference = actual.TryGetProperty(member.Name, out JsonElement other)
                ? Difference(member.Value, other, $"{path}.{member.Name}")
                : $"{path}: lost {member.Name}";
            if (difference is not null)
            {
                return difference;
            }
        }

        return null;
    }

    private static string? ArrayDifference(JsonElement expected, JsonElement actual, string path)
    {
        if (expected.GetArrayLength() != actual.GetArrayLength())
        {
            return $"{path}: {expected.GetArrayLength()} and {actual.GetArrayLength()} items";
        }

        for (int i = 0; i < expected.GetArrayLength(); i++)
        {
            if (Difference(expected[i], actual[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    // A float of the wire has about seven digits, however many are written.
    private static bool IsSameNumber(JsonElement expected, JsonElement actual) =>
        expected.GetDouble() == actual.GetDouble() || expected.GetSingle() == actual.GetSingle();
}
