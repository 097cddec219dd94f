namespace Castor.Protocol;

/// <summary>The file form of generated images (Vertex AI).</summary>
public sealed record ImageOutputOptions : WireMessage
{
    /// <summary>The media type, <c>image/png</c> or <c>image/jpeg</c>.</summary>
    public string? MimeType { get; init; }

    /// <summary>How much a JPEG is compressed, 0 to 100.</summary>
    public int? CompressionQuality { get; init; }
}
