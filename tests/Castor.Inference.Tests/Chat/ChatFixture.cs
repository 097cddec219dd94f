using System.Text.Json;
using Castor.Inference.Chat;

namespace Castor.Inference.Tests.Chat;

/// <summary>The conversations of tests/fixtures/chat and the prompts that the published templates make of them.</summary>
internal sealed record ChatFixture(string Name, ChatPrompt Prompt, string Text)
{
    public static IReadOnlyList<ChatFixture> Read(string format)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(RepositoryFile.Path($"tests/fixtures/chat/{format}.json")));
        return [.. document.RootElement.Clone().EnumerateArray().Select(entry => new ChatFixture(
            entry.GetProperty("name").GetString()!,
            ReadPrompt(entry.GetProperty("prompt")),
            entry.GetProperty("text").GetString()!))];
    }

    private static ChatPrompt ReadPrompt(JsonElement prompt) => new()
    {
        System = Optional(prompt, "system")?.GetString(),
        Thinking = Optional(prompt, "thinking")?.GetBoolean() ?? false,
        AddGenerationPrompt = Optional(prompt, "addGenerationPrompt")?.GetBoolean() ?? true,
        Tools = [.. (Optional(prompt, "tools")?.EnumerateArray() ?? default).Select(tool => new ChatTool(
            tool.GetProperty("name").GetString()!, tool.GetProperty("description").GetString(), Optional(tool, "parameters")))],
        Turns = [.. prompt.GetProperty("turns").EnumerateArray().Select(turn => new ChatTurn(
            turn.GetProperty("role").GetString() == "user" ? ChatRole.User : ChatRole.Model,
            [.. turn.GetProperty("parts").EnumerateArray().Select(ReadPart)]))],
    };

    private static ChatPart ReadPart(JsonElement part)
    {
        JsonProperty kind = part.EnumerateObject().Single();
        return kind.Name switch
        {
            "text" => new TextPart(kind.Value.GetString()!),
            "thought" => new ThoughtPart(kind.Value.GetString()!),
            "call" => new ToolCallPart(kind.Value.GetProperty("name").GetString()!, kind.Value.GetProperty("arguments")),
            "response" => new ToolResponsePart(kind.Value.GetProperty("name").GetString()!, kind.Value.GetProperty("response")),
            _ => throw new InvalidDataException(kind.Name),
        };
    }

    private static JsonElement? Optional(JsonElement parent, string name) => parent.TryGetProperty(name, out JsonElement value) ? value : null;
}
