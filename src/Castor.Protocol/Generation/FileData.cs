namespace Castor.Protocol;

/// <summary>Media named by a URI. <see href="https://ai.google.dev/api/caching#FileData"/></summary>
public sealed record FileData : WireMessage
{
    /// <summary>The IANA media type of the file.</summary>
    public string? MimeType { get; init; }

    /// <summary>The URI of the file.</summary>
    public string? FileUri { get; init; }

    /// <summary>A name for the file (Vertex AI).</summary>
    public string? DisplayName { get; init; }
}
