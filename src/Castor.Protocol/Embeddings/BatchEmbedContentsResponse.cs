namespace Castor.Protocol;

/// <summary>The embeddings of several contents, in order. <see href="https://ai.google.dev/api/embeddings#BatchEmbedContents"/></summary>
public sealed record BatchEmbedContentsResponse : WireMessage
{
    /// <summary>One embedding a request.</summary>
    public IReadOnlyList<ContentEmbedding>? Embeddings { get; init; }

    /// <summary>The tokens used.</summary>
    public EmbeddingUsageMetadata? UsageMetadata { get; init; }
}
