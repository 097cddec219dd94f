namespace Castor.Protocol;

/// <summary>Which span rests on which sources. <see href="https://ai.google.dev/api/generate-content#GroundingSupport"/></summary>
public sealed record GroundingSupport : WireMessage
{
    /// <summary>The span.</summary>
    public Segment? Segment { get; init; }

    /// <summary>Indices into <c>groundingChunks</c>.</summary>
    public IReadOnlyList<int>? GroundingChunkIndices { get; init; }

    /// <summary>How sure each source is, 0 to 1.</summary>
    public IReadOnlyList<float>? ConfidenceScores { get; init; }

    /// <summary>Indices of the parts that show the sources.</summary>
    public IReadOnlyList<int>? RenderedParts { get; init; }
}
