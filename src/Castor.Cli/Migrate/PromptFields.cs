using System.Text.Json.Nodes;

namespace Castor.Cli.Migrate;

/// <summary>Reads and writes the fields of prompt files.</summary>
internal static class PromptFields
{
    /// <summary>The object at a key, made where it is missing.</summary>
    public static JsonObject Object(JsonObject owner, string key)
    {
        if (owner[key] is not JsonObject fields)
        {
            owner[key] = fields = [];
        }

        return fields;
    }

    /// <exception cref="PromptFileException">There is no object at the key.</exception>
    public static JsonObject RequiredObject(JsonObject owner, string key) =>
        owner[key] as JsonObject ?? throw new PromptFileException(key, owner.ContainsKey(key) ? $"'{key}' has to be an object." : $"There is no '{key}': this is no prompt.");

    /// <exception cref="PromptFileException">There is no array at the key.</exception>
    public static JsonArray RequiredArray(JsonObject owner, string place, string key) =>
        owner[key] as JsonArray ?? throw new PromptFileException($"{place}.{key}", $"'{place}.{key}' has to be an array.");

    /// <exception cref="PromptFileException">There is no text at the key.</exception>
    public static string Text(JsonObject owner, string place, string key) => owner[key] is JsonValue value && value.TryGetValue(out string? text)
        ? text
        : throw new PromptFileException(owner.ContainsKey(key) ? $"{place}.{key}" : place, $"'{key}' has to be a text.");

    /// <summary>Sets a value behind several names, making the objects between.</summary>
    public static void Set(JsonObject owner, string path, JsonNode? value)
    {
        string[] names = path.Split('/');
        foreach (string name in names[..^1])
        {
            owner = Object(owner, name);
        }

        owner[names[^1]] = value;
    }
}
