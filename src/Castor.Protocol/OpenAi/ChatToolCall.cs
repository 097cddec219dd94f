namespace Castor.Protocol.OpenAi;

/// <summary>A call that the model asks for. <see href="https://platform.openai.com/docs/api-reference/chat/object"/></summary>
public sealed record ChatToolCall : WireMessage
{
    /// <summary>What only Google has: the signature of the call.</summary>
    public ChatExtraContent? ExtraContent { get; init; }

    /// <summary>What is called.</summary>
    public ChatFunctionCall? Function { get; init; }

    /// <summary>The id that the result repeats.</summary>
    public string? Id { get; init; }

    /// <summary>The place among the calls of a streamed answer.</summary>
    public int? Index { get; init; }

    /// <summary><c>function</c></summary>
    public string? Type { get; init; }
}
