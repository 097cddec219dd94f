namespace Castor.Protocol.OpenAi;

/// <summary>One answer. <see href="https://platform.openai.com/docs/api-reference/chat/object"/></summary>
public sealed record ChatChoice : WireMessage
{
    /// <summary><c>stop</c>, <c>length</c>, <c>tool_calls</c> or <c>content_filter</c>.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The index of the answer.</summary>
    public int Index { get; init; }

    /// <summary>Log probabilities of the tokens.</summary>
    public ChatLogprobs? Logprobs { get; init; }

    /// <summary>What the model said.</summary>
    public ChatAnswer? Message { get; init; }
}
