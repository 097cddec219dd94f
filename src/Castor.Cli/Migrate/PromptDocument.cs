using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Castor.Engines.Catalog;

namespace Castor.Cli.Migrate;

/// <summary>A file that is said to hold a prompt, or several in an array.</summary>
/// <param name="path">The path.</param>
/// <param name="utf8">What it holds.</param>
internal sealed class PromptDocument(string path, byte[] utf8)
{
    private const string TextExtension = ".txt";
    private const string JsonExtension = ".json";
    private const int DeepestJson = 256;

    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false, MaxDepth = DeepestJson };
    private static readonly JsonSerializerOptions s_written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = DeepestJson };

    /// <summary>The title of a prompt, which its file is named after. A title may have dots, so that only the two known extensions are taken off.</summary>
    public string Title { get; } = Path.GetExtension(path) is TextExtension or JsonExtension ? Path.GetFileNameWithoutExtension(path) : Path.GetFileName(path);

    /// <summary>Whether somebody meant it as a prompt: Google AI Studio saves without an extension or as text, Vertex AI Studio as JSON.</summary>
    public bool IsMeant => Path.GetExtension(path) is "" or TextExtension or JsonExtension || utf8.AsSpan().TrimStart(" \t\r\n\uFEFF"u8).StartsWith("{"u8);

    /// <summary>Reads the prompts.</summary>
    /// <param name="convert">Converts one.</param>
    /// <param name="complain">Takes a line for each that cannot be read.</param>
    public IEnumerable<JsonObject> Convert(Func<JsonObject, JsonObject> convert, Action<string> complain)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(utf8.AsSpan().TrimStart("\uFEFF"u8), documentOptions: s_strict);
        }
        catch (JsonException e)
        {
            string reason = e.Message.Split(" LineNumber: ", 2)[0].Split(" Path: ", 2)[0];
            complain(string.Create(CultureInfo.InvariantCulture, $"{path}:{(e.LineNumber + 1) ?? LineOfRepetition()}: {reason}"));
            yield break;
        }

        JsonNode?[] prompts = root is JsonArray several ? [.. several] : [root];
        for (int i = 0; i < prompts.Length; i++)
        {
            if (TryConvert(prompts[i], root is JsonArray ? $"[{i}]" : "", convert, complain) is { } converted)
            {
                yield return converted;
            }
        }
    }

    /// <summary>The text of a file.</summary>
    public static byte[] Write(JsonNode document) => Encoding.UTF8.GetBytes(document.ToJsonString(s_written) + "\n");

    /// <summary>The line of the first name that an object has twice, which the exception does not tell.</summary>
    private int LineOfRepetition()
    {
        var reader = new Utf8JsonReader(utf8.AsSpan().TrimStart("\uFEFF"u8), new JsonReaderOptions { MaxDepth = DeepestJson });
        var names = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                names.Push([]);
            }
            else if (reader.TokenType == JsonTokenType.EndObject)
            {
                names.Pop();
            }
            else if (reader.TokenType == JsonTokenType.PropertyName && !names.Peek().Add(reader.GetString()!))
            {
                break;
            }
        }

        return utf8.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n') + 1;
    }

    private JsonObject? TryConvert(JsonNode? prompt, string place, Func<JsonObject, JsonObject> convert, Action<string> complain)
    {
        try
        {
            return convert(prompt as JsonObject ?? throw new PromptFileException("", "A prompt has to be an object."));
        }
        catch (PromptFileException e)
        {
            string where = e.Place.Length > 0 && place.Length > 0 ? $"{place}.{e.Place}" : place + e.Place;
            complain(string.Create(CultureInfo.InvariantCulture, $"{path}:{new JsonPositions(utf8).Find(where).Line}: {e.Message}"));
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            // A value of another kind than the format has, where nothing of the conversion depends on telling which.
            complain(string.Create(CultureInfo.InvariantCulture, $"{path}:{new JsonPositions(utf8).Find(place).Line}: A field has a value of the wrong kind: {e.Message}"));
            return null;
        }
    }
}
