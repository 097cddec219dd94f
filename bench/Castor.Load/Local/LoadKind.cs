using System.Text.Json;

namespace Castor.Load.Local;

/// <summary>A kind of request and what its answer must be.</summary>
/// <param name="Name">The name in the report.</param>
/// <param name="Body">The request, <c>SEED</c> where a number goes.</param>
/// <param name="IsValid">Judges the candidate of the whole answer.</param>
/// <param name="ChunksRead">Where the client hangs up: after so many chunks; null where it reads to the end.</param>
internal sealed record LoadKind(string Name, string Body, Func<JsonElement, bool> IsValid, int? ChunksRead = null)
{
    private const string Tools = """
        "tools":[{"functionDeclarations":[
         {"name":"get_weather","description":"Gets the current weather","parameters":{"type":"OBJECT","properties":{"city":{"type":"STRING","maxLength":20},"days":{"type":"INTEGER","minimum":1,"maximum":7}},"required":["city","days"]}},
         {"name":"set_lamp","description":"Turns a lamp on or off","parameters":{"type":"OBJECT","properties":{"room":{"type":"STRING","enum":["kitchen","hall"]},"on":{"type":"BOOLEAN"}},"required":["room","on"]}}]}]
        """;

    /// <summary>All kinds; a client goes from one to another at random.</summary>
    public static IReadOnlyList<LoadKind> All { get; } =
    [
        new("text", Ask("Tell me a story.", "\"maxOutputTokens\":48"), HasEnded),
        new("longText", Ask(string.Join(' ', Enumerable.Repeat("The cat sat on the mat.", 60)) + " Where did the cat sit?", "\"maxOutputTokens\":24"), HasEnded),
        new("thoughts", Ask("What is the capital of Latvia?", "\"maxOutputTokens\":64,\"thinkingConfig\":{\"includeThoughts\":true,\"thinkingBudget\":24}"), HasEnded),
        new("stops", Ask("Count from 1 to 100", "\"maxOutputTokens\":48,\"stopSequences\":[\", 5\",\"9\"]"), c => HasEnded(c) && !TextOf(c).Contains('9', StringComparison.Ordinal)),
        new(
            "object",
            Json("""{"type":"OBJECT","properties":{"name":{"type":"STRING","maxLength":12},"age":{"type":"INTEGER","minimum":0,"maximum":120},"tags":{"type":"ARRAY","minItems":1,"maxItems":3,"items":{"type":"STRING","enum":["a","b","c"]}}},"required":["name","age","tags"]}"""),
            c => Parsed(c) is { ValueKind: JsonValueKind.Object } o && o.GetProperty("name").GetString()!.Length <= 12
                && o.GetProperty("age").GetInt32() is >= 0 and <= 120 && o.GetProperty("tags").GetArrayLength() is >= 1 and <= 3),
        new(
            "union",
            Json("""{"anyOf":[{"type":"OBJECT","properties":{"error":{"type":"STRING","enum":["none"]}},"required":["error"]},{"type":"ARRAY","minItems":2,"maxItems":2,"items":{"type":"NUMBER","minimum":-1,"maximum":1}}]}"""),
            c => Parsed(c) is { } v && (v.ValueKind == JsonValueKind.Object ? v.GetProperty("error").GetString() == "none" : v.GetArrayLength() == 2)),
        new("enum", Ask("What is a violin?", "\"responseMimeType\":\"text/x.enum\",\"responseSchema\":{\"type\":\"STRING\",\"enum\":[\"percussion\",\"string\",\"wind\"]}"), c => TextOf(c) is "percussion" or "string" or "wind"),
        new("anyCall", Ask("Turn on the lamp in the hall", "\"maxOutputTokens\":128", $",{Tools},\"toolConfig\":{{\"functionCallingConfig\":{{\"mode\":\"ANY\"}}}}"), AreCalls),
        new("autoCall", Ask("What's the weather in Paris?", "\"maxOutputTokens\":128", $",{Tools}"), c => AreCalls(c) || HasEnded(c)),
        new("hangUp", Ask("Tell me a story.", "\"maxOutputTokens\":400"), _ => true, ChunksRead: 3),
        new("hangUpAtOnce", Ask("Tell me a story.", "\"maxOutputTokens\":400"), _ => true, ChunksRead: 0),
    ];

    private static string Ask(string prompt, string config, string more = "") =>
        $$"""{"contents":[{"role":"user","parts":[{"text":"{{prompt}}"}]}],"generationConfig":{"temperature":1,"seed":SEED,{{config}} }{{more}} }""";

    private static string Json(string schema) =>
        Ask("Make one up.", $"\"maxOutputTokens\":300,\"responseMimeType\":\"application/json\",\"responseSchema\":{schema}");

    private static bool HasEnded(JsonElement candidate) => candidate.GetProperty("finishReason").GetString() is "STOP" or "MAX_TOKENS";

    private static string TextOf(JsonElement candidate) => string.Concat(Parts(candidate)
        .Where(p => p.TryGetProperty("text", out _) && !p.TryGetProperty("thought", out _)).Select(p => p.GetProperty("text").GetString()));

    private static IEnumerable<JsonElement> Parts(JsonElement candidate) =>
        candidate.TryGetProperty("content", out JsonElement content) && content.TryGetProperty("parts", out JsonElement parts) ? parts.EnumerateArray() : [];

    private static JsonElement? Parsed(JsonElement candidate) =>
        candidate.GetProperty("finishReason").GetString() == "STOP" ? JsonElement.Parse(TextOf(candidate)) : null;

    private static bool AreCalls(JsonElement candidate)
    {
        JsonElement[] calls = [.. Parts(candidate).Where(p => p.TryGetProperty("functionCall", out _)).Select(p => p.GetProperty("functionCall"))];
        return candidate.GetProperty("finishReason").GetString() is "STOP" or "MAX_TOKENS" && Array.TrueForAll(calls, IsCall)
            && (calls.Length > 0 || candidate.GetProperty("finishReason").GetString() == "MAX_TOKENS");
    }

    private static bool IsCall(JsonElement call)
    {
        JsonElement args = call.GetProperty("args");
        return call.GetProperty("name").GetString() switch
        {
            "get_weather" => args.GetProperty("city").GetString()!.Length <= 20 && args.GetProperty("days").GetInt32() is >= 1 and <= 7,
            "set_lamp" => args.GetProperty("room").GetString() is "kitchen" or "hall" && args.GetProperty("on").ValueKind is JsonValueKind.True or JsonValueKind.False,
            _ => false,
        };
    }
}
