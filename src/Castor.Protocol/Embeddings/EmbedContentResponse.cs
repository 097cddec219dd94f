namespace Castor.Protocol;

/// <summary>The embedding of one content. <see href="https://ai.google.dev/api/embeddings#response-body"/></summary>
public sealed record EmbedContentResponse : WireMessage
{
    /// <summary>The embedding.</summary>
    public ContentEmbedding? Embedding { get; init; }

    /// <summary>The tokens used.</summary>
    public EmbeddingUsageMetadata? UsageMetadata { get; init; }
}
