namespace Castor.Protocol.OpenAi;

/// <summary>A token and how probable it was. <see href="https://platform.openai.com/docs/api-reference/chat/object"/></summary>
public sealed record ChatTokenLogprob : WireMessage
{
    /// <summary>The UTF-8 bytes of the token.</summary>
    public IReadOnlyList<int>? Bytes { get; init; }

    /// <summary>The natural logarithm of the probability.</summary>
    public float Logprob { get; init; }

    /// <summary>The token.</summary>
    public string? Token { get; init; }

    /// <summary>The most probable tokens of this step.</summary>
    public IReadOnlyList<ChatTokenLogprob>? TopLogprobs { get; init; }
}
