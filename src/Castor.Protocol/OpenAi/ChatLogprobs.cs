namespace Castor.Protocol.OpenAi;

/// <summary>Log probabilities of an answer. <see href="https://platform.openai.com/docs/api-reference/chat/object"/></summary>
public sealed record ChatLogprobs : WireMessage
{
    /// <summary>The tokens, in order.</summary>
    public IReadOnlyList<ChatTokenLogprob>? Content { get; init; }
}
