namespace Castor.Protocol;

/// <summary>What the URL context tool read. <see href="https://ai.google.dev/api/generate-content#UrlContextMetadata"/></summary>
public sealed record UrlContextMetadata : WireMessage
{
    /// <summary>One entry a URL.</summary>
    public IReadOnlyList<UrlMetadata>? UrlMetadata { get; init; }
}
