using System.Text.Json;

namespace Castor.Protocol.OpenAi;

/// <summary>One message of a conversation. <see href="https://platform.openai.com/docs/api-reference/chat/create"/></summary>
public sealed record ChatMessage : WireMessage
{
    /// <summary><c>system</c>, <c>developer</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>.</summary>
    public string? Role { get; init; }

    /// <summary>A text, or a list of <see cref="ChatContentPart"/>.</summary>
    public JsonElement? Content { get; init; }

    /// <summary>The name of the participant, or of the function whose result this is.</summary>
    public string? Name { get; init; }

    /// <summary>The calls that the model asked for (<c>assistant</c>).</summary>
    public IReadOnlyList<ChatToolCall>? ToolCalls { get; init; }

    /// <summary>The call that this answers (<c>tool</c>).</summary>
    public string? ToolCallId { get; init; }

    /// <summary>What only Google has: the signature of the text, or the mark of a thought.</summary>
    public ChatExtraContent? ExtraContent { get; init; }

    /// <summary>A refusal; clients send the null of an answer back.</summary>
    public JsonElement? Refusal { get; init; }

    /// <summary>Citations of an answer; clients send them back, and they say nothing to the model.</summary>
    public JsonElement? Annotations { get; init; }

    /// <summary>A spoken answer; clients send the null of an answer back.</summary>
    public JsonElement? Audio { get; init; }

    /// <summary>A call in the older form; clients send the null of an answer back.</summary>
    public JsonElement? FunctionCall { get; init; }
}
