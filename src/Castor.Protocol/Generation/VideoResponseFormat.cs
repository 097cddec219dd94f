using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>The form of answered video. <see href="https://ai.google.dev/api/generate-content#VideoResponseFormat"/></summary>
public sealed record VideoResponseFormat : WireMessage
{
    /// <summary>Inline, or by URI.</summary>
    public ResponseDelivery? Delivery { get; init; }

    /// <summary>Where to store the video.</summary>
    public string? GcsUri { get; init; }

    /// <summary>Width to height.</summary>
    public ResponseAspectRatio? AspectRatio { get; init; }

    /// <summary>How long the video is.</summary>
    public ProtoDuration? Duration { get; init; }

    /// <summary><c>360p</c>, <c>720p</c>, <c>1080p</c> or <c>4k</c>.</summary>
    public string? Resolution { get; init; }
}
