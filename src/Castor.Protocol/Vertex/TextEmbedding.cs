namespace Castor.Protocol.Vertex;

/// <summary>A vector and what it was made of.</summary>
public sealed record TextEmbedding : WireMessage
{
    /// <summary>The vector.</summary>
    public float[]? Values { get; init; }

    /// <summary>What it was made of.</summary>
    public TextEmbeddingStatistics? Statistics { get; init; }
}
