namespace Castor.Protocol.OpenAi;

/// <summary>One embedding. <see href="https://platform.openai.com/docs/api-reference/embeddings/object"/></summary>
public sealed record EmbeddingObject : WireMessage
{
    /// <summary>The vector.</summary>
    public EmbeddingVector? Embedding { get; init; }

    /// <summary>The place of the text.</summary>
    public int Index { get; init; }

    /// <summary><c>embedding</c></summary>
    public string? Object { get; init; }
}
