namespace Castor.Protocol;

/// <summary>A web page as a source. <see href="https://ai.google.dev/api/generate-content#Web"/></summary>
public sealed record WebChunk : WireMessage
{
    /// <summary>The page's address.</summary>
    public string? Uri { get; init; }

    /// <summary>The page's title.</summary>
    public string? Title { get; init; }

    /// <summary>The page's host (Vertex AI).</summary>
    public string? Domain { get; init; }
}
