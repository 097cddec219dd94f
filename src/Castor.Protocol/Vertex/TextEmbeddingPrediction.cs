namespace Castor.Protocol.Vertex;

/// <summary>The embedding of one instance.</summary>
public sealed record TextEmbeddingPrediction : WireMessage
{
    /// <summary>The embedding.</summary>
    public TextEmbedding? Embeddings { get; init; }
}
