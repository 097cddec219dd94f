namespace Castor.Protocol.Vertex;

/// <summary>The embedding of one content, as Vertex AI answers it.</summary>
public sealed record VertexEmbedContentResponse : WireMessage
{
    /// <summary>The embedding.</summary>
    public ContentEmbedding? Embedding { get; init; }

    /// <summary>The tokens used.</summary>
    public UsageMetadata? UsageMetadata { get; init; }

    /// <summary>Whether the input was cut to the model's limit.</summary>
    public bool? Truncated { get; init; }
}
