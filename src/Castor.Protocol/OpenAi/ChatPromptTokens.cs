namespace Castor.Protocol.OpenAi;

/// <summary>Prompt tokens by kind. <see href="https://platform.openai.com/docs/api-reference/chat/object"/></summary>
public sealed record ChatPromptTokens : WireMessage
{
    /// <summary>Tokens that came from a cache.</summary>
    public int CachedTokens { get; init; }
}
