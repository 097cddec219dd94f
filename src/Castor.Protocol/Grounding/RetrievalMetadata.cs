namespace Castor.Protocol;

/// <summary>How retrieval decided. <see href="https://ai.google.dev/api/generate-content#RetrievalMetadata"/></summary>
public sealed record RetrievalMetadata : WireMessage
{
    /// <summary>How much search would help, 0 to 1.</summary>
    public float? GoogleSearchDynamicRetrievalScore { get; init; }
}
