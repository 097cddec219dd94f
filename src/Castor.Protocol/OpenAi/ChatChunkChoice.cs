namespace Castor.Protocol.OpenAi;

/// <summary>A piece of one answer. <see href="https://platform.openai.com/docs/api-reference/chat-streaming"/></summary>
public sealed record ChatChunkChoice : WireMessage
{
    /// <summary>What is new.</summary>
    public ChatAnswer? Delta { get; init; }

    /// <summary>Why the model stopped; absent while it goes on.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The index of the answer.</summary>
    public int Index { get; init; }

    /// <summary>Log probabilities of the new tokens.</summary>
    public ChatLogprobs? Logprobs { get; init; }
}
