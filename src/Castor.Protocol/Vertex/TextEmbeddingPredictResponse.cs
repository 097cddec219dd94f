namespace Castor.Protocol.Vertex;

/// <summary>The predictions of a model that embeds text.</summary>
public sealed record TextEmbeddingPredictResponse : WireMessage
{
    /// <summary>One prediction an instance.</summary>
    public IReadOnlyList<TextEmbeddingPrediction>? Predictions { get; init; }

    /// <summary>What the request is billed as.</summary>
    public PredictMetadata? Metadata { get; init; }
}
