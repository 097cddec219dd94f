namespace Castor.Protocol;

/// <summary>The form of answered speech. <see href="https://ai.google.dev/api/generate-content#AudioResponseFormat"/></summary>
public sealed record AudioResponseFormat : WireMessage
{
    /// <summary>The media type.</summary>
    public string? MimeType { get; init; }

    /// <summary>Inline, or by URI.</summary>
    public ResponseDelivery? Delivery { get; init; }

    /// <summary>Hertz.</summary>
    public int? SampleRate { get; init; }

    /// <summary>Bits per second, of compressed types.</summary>
    public int? BitRate { get; init; }
}
