namespace Castor.Protocol.OpenAi;

/// <summary>The tokens of embedded texts. <see href="https://platform.openai.com/docs/api-reference/embeddings/create"/></summary>
public sealed record EmbeddingsUsage : WireMessage
{
    /// <summary>Tokens of the texts.</summary>
    public int PromptTokens { get; init; }

    /// <summary>The same: nothing is generated.</summary>
    public int TotalTokens { get; init; }
}
