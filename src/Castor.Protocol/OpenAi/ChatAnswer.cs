namespace Castor.Protocol.OpenAi;

/// <summary>What the model said, or a piece of it. <see href="https://platform.openai.com/docs/api-reference/chat/object"/></summary>
public sealed record ChatAnswer : WireMessage
{
    /// <summary>The text, thoughts in tags before it.</summary>
    public string? Content { get; init; }

    /// <summary>What only Google has: the signature of the text, or the mark of a thought.</summary>
    public ChatExtraContent? ExtraContent { get; init; }

    /// <summary><c>assistant</c></summary>
    public string? Role { get; init; }

    /// <summary>The calls that the model asks for.</summary>
    public IReadOnlyList<ChatToolCall>? ToolCalls { get; init; }
}
