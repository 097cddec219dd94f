using System.Text.Json;

namespace Castor.Engines.Catalog;

/// <summary>Says what a JSON reader found wrong, without the names of .NET types.</summary>
internal static class JsonMistake
{
    private const string Unmapped = "could not be mapped";
    private const string Duplicate = "Duplicate property";
    private const string Unconverted = "could not be converted";

    public static string Describe(JsonException mistake)
    {
        string path = mistake.Path is { } full && full.StartsWith("$.", StringComparison.Ordinal) ? full[2..] : "the file";
        string message = mistake.Message.Split(" Path: ", 2)[0].Split(" LineNumber: ", 2)[0];
        if (message.Split('\'') is [_, string name, ..])
        {
            if (message.Contains(Unmapped, StringComparison.Ordinal))
            {
                return $"no such field: {name}";
            }

            if (message.StartsWith(Duplicate, StringComparison.Ordinal))
            {
                return $"the field {name} is there twice";
            }
        }

        return message.Contains(Unconverted, StringComparison.Ordinal) || message.Contains("Castor.", StringComparison.Ordinal)
            ? $"not a value for {path}"
            : message;
    }
}
