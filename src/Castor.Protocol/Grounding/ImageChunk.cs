namespace Castor.Protocol;

/// <summary>An image as a source. <see href="https://ai.google.dev/api/generate-content#Image"/></summary>
public sealed record ImageChunk : WireMessage
{
    /// <summary>The page that holds the image.</summary>
    public string? SourceUri { get; init; }

    /// <summary>The image.</summary>
    public string? ImageUri { get; init; }

    /// <summary>The page's title.</summary>
    public string? Title { get; init; }

    /// <summary>The page's host.</summary>
    public string? Domain { get; init; }
}
