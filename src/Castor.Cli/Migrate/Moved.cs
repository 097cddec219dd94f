using System.Text.Json.Nodes;

namespace Castor.Cli.Migrate;

/// <summary>
/// A document of which parts have moved to another one. Where a value was, a reference says where it is now, so that everything else stays as it was, known or
/// not, and what is changed in the other document comes back changed.
/// </summary>
internal static class Moved
{
    /// <summary>The key of a reference, and of the place that keeps a document whose parts have moved.</summary>
    public const string Key = "$castor";

    private const string Strip = "strip";
    private const string Prefix = "prefix";
    private const string Exists = "exists";
    private const string Then = "then";

    /// <summary>A reference to a value.</summary>
    /// <param name="pointer">Where it is: names and indexes parted by <c>/</c>; <c>*</c> is the first item of an array that has what follows.</param>
    /// <param name="strip">What the text there starts with and the text here does not.</param>
    /// <param name="prefix">What the text here starts with and the text there does not.</param>
    public static JsonObject To(string pointer, string strip = "", string prefix = "")
    {
        var reference = new JsonObject { [Key] = pointer };
        if (strip.Length > 0)
        {
            reference[Strip] = strip;
        }

        if (prefix.Length > 0)
        {
            reference[Prefix] = prefix;
        }

        return reference;
    }

    /// <summary>Stands for whether there is something.</summary>
    public static JsonObject ToExistence(string pointer) => new() { [Key] = pointer, [Exists] = true };

    /// <summary>Stands for a value that is there while another one is true.</summary>
    public static JsonObject WhileTrue(string pointer, JsonNode? value) => new() { [Key] = pointer, [Then] = value?.DeepClone() };

    /// <summary>The document with its parts back in their places. What is no longer there is left out.</summary>
    public static JsonNode? Restore(JsonNode? template, JsonNode source)
    {
        switch (template)
        {
            case JsonObject reference when reference.ContainsKey(Key):
                return Resolve(reference, source);
            case JsonObject fields:
                var restored = new JsonObject();
                foreach ((string name, JsonNode? value) in fields)
                {
                    JsonNode? back = Restore(value, source);
                    if (back is not null || value is null)
                    {
                        restored[name] = back;
                    }
                }

                return restored;
            case JsonArray items:
                return new JsonArray([.. items.Select(item => (Item: item, Back: Restore(item, source))).Where(p => p.Back is not null || p.Item is null).Select(p => p.Back)]);
            default:
                return template?.DeepClone();
        }
    }

    /// <summary>The value at a place; null for none.</summary>
    public static JsonNode? Find(JsonNode? document, string pointer) => Find(document, pointer.Split('/', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Whether a document holds the key of references already, so that it could not be told from one.</summary>
    public static bool IsUsedIn(JsonNode? document) => document switch
    {
        JsonObject fields => fields.Any(field => field.Key == Key || IsUsedIn(field.Value)),
        JsonArray items => items.Any(IsUsedIn),
        _ => false,
    };

    private static JsonNode? Find(JsonNode? node, ReadOnlySpan<string> path)
    {
        for (int i = 0; i < path.Length; i++)
        {
            switch (node)
            {
                case JsonObject fields:
                    node = fields[path[i]];
                    break;
                case JsonArray items when path[i] == "*":
                    foreach (JsonNode? item in items)
                    {
                        if (Find(item, path[(i + 1)..]) is { } found)
                        {
                            return found;
                        }
                    }

                    return null;
                case JsonArray items when int.TryParse(path[i], out int index) && index < items.Count:
                    node = items[index];
                    break;
                default:
                    return null;
            }
        }

        return node;
    }

    private static JsonNode? Resolve(JsonObject reference, JsonNode source)
    {
        JsonNode? value = Find(source, (string)reference[Key]!);
        if (reference.ContainsKey(Exists))
        {
            return JsonValue.Create(value is not null);
        }

        if (reference.TryGetPropertyValue(Then, out JsonNode? then))
        {
            return value is JsonValue flag && flag.TryGetValue(out bool on) && on ? then?.DeepClone() : null;
        }

        string strip = (string?)reference[Strip] ?? "";
        string prefix = (string?)reference[Prefix] ?? "";
        return value is JsonValue text && strip.Length + prefix.Length > 0 && text.TryGetValue(out string? word)
            ? JsonValue.Create(prefix + (word.StartsWith(strip, StringComparison.Ordinal) ? word[strip.Length..] : word))
            : value?.DeepClone();
    }
}
