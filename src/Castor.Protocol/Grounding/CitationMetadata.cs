namespace Castor.Protocol;

/// <summary>Sources that an answer recites. <see href="https://ai.google.dev/api/generate-content#CitationMetadata"/></summary>
public sealed record CitationMetadata : WireMessage
{
    /// <summary>The sources (Developer API).</summary>
    public IReadOnlyList<CitationSource>? CitationSources { get; init; }

    /// <summary>The sources (Vertex AI).</summary>
    public IReadOnlyList<CitationSource>? Citations { get; init; }
}
