namespace Castor.Protocol;

/// <summary>The form of answered images. <see href="https://ai.google.dev/api/generate-content#ImageResponseFormat"/></summary>
public sealed record ImageResponseFormat : WireMessage
{
    /// <summary>The media type.</summary>
    public string? MimeType { get; init; }

    /// <summary>Inline, or by URI.</summary>
    public ResponseDelivery? Delivery { get; init; }

    /// <summary>Width to height.</summary>
    public ResponseAspectRatio? AspectRatio { get; init; }

    /// <summary>The size.</summary>
    public ResponseImageSize? ImageSize { get; init; }
}
