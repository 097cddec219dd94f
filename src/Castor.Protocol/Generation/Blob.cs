namespace Castor.Protocol;

/// <summary>Raw media bytes with their type. <see href="https://ai.google.dev/api/caching#Blob"/></summary>
public sealed record Blob : WireMessage
{
    /// <summary>The IANA media type of the data.</summary>
    public string? MimeType { get; init; }

    /// <summary>The raw bytes, base64 on the wire.</summary>
    public ReadOnlyMemory<byte>? Data { get; init; }

    /// <summary>A name for the data (Vertex AI).</summary>
    public string? DisplayName { get; init; }
}
