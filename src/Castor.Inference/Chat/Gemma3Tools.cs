using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Castor.Inference.Chat;

/// <summary>
/// Tools in words: definitions as a JSON array in the prompt, a call as <c>{"name": ..., "parameters": {...}}</c> and nothing else in the answer,
/// several calls as an array of those, responses as <c>{"name": ..., "response": ...}</c> in the user's next turn.
/// </summary>
internal static class Gemma3Tools
{
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Describe(ChatPrompt prompt)
    {
        string condition = prompt.ToolUse == ChatToolUse.Required ? "You MUST call at least one of them now" : "If you decide to call any of them";
        return $$"""
            You have access to the functions below. {{condition}}, answer with the call and no other text, in the format of
            {"name": function name, "parameters": dictionary of argument name and its value}
            and several calls as a JSON array of those.

            [{{string.Join(",\n", prompt.Tools.Select(Definition))}}]
            """;
    }

    public static string Calls(IReadOnlyList<ToolCallPart> calls)
    {
        IEnumerable<string> texts = calls.Select(call => $"{{\"name\": {Json(call.Name)}, \"parameters\": {Json(call.Arguments)}}}");
        return calls.Count > 1 ? $"[{string.Join(", ", texts)}]" : string.Concat(texts);
    }

    public static string Responses(IEnumerable<ToolResponsePart> responses) =>
        string.Join('\n', responses.Select(response => $"{{\"name\": {Json(response.Name)}, \"response\": {Json(response.Response)}}}"));

    private static string Definition(ChatTool tool)
    {
        var definition = new StringBuilder($"{{\"name\": {Json(tool.Name)}, \"description\": {Json(tool.Description ?? "")}");
        if (tool.Parameters is JsonElement parameters)
        {
            definition.Append($", \"parameters\": {Json(parameters)}");
        }

        return definition.Append('}').ToString();
    }

    private static string Json(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    private static string Json(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return "null";
        }

        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, s_json))
        {
            value.WriteTo(json);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
