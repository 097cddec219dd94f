namespace Castor.Protocol;

/// <summary>Sources of a grounded answer. <see href="https://ai.google.dev/api/generate-content#GroundingMetadata"/></summary>
public sealed record GroundingMetadata : WireMessage
{
    /// <summary>Search suggestions to show.</summary>
    public SearchEntryPoint? SearchEntryPoint { get; init; }

    /// <summary>The sources.</summary>
    public IReadOnlyList<GroundingChunk>? GroundingChunks { get; init; }

    /// <summary>Which span rests on which source.</summary>
    public IReadOnlyList<GroundingSupport>? GroundingSupports { get; init; }

    /// <summary>How retrieval decided.</summary>
    public RetrievalMetadata? RetrievalMetadata { get; init; }

    /// <summary>The web searches that were made.</summary>
    public IReadOnlyList<string>? WebSearchQueries { get; init; }

    /// <summary>The image searches that were made.</summary>
    public IReadOnlyList<string>? ImageSearchQueries { get; init; }

    /// <summary>The retrievals that were made.</summary>
    public IReadOnlyList<string>? RetrievalQueries { get; init; }

    /// <summary>The token of a Maps widget.</summary>
    public string? GoogleMapsWidgetContextToken { get; init; }
}
