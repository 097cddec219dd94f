namespace Castor.Protocol.OpenAi;

/// <summary>Output tokens by kind. <see href="https://platform.openai.com/docs/api-reference/chat/object"/></summary>
public sealed record ChatCompletionTokens : WireMessage
{
    /// <summary>Tokens of thoughts.</summary>
    public int ReasoningTokens { get; init; }
}
