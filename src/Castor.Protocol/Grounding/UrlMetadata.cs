namespace Castor.Protocol;

/// <summary>What became of one URL. <see href="https://ai.google.dev/api/generate-content#UrlMetadata"/></summary>
public sealed record UrlMetadata : WireMessage
{
    /// <summary>The URL.</summary>
    public string? RetrievedUrl { get; init; }

    /// <summary>How it went.</summary>
    public UrlRetrievalStatus? UrlRetrievalStatus { get; init; }
}
