using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>Cutting and sampling of a video part. <see href="https://ai.google.dev/api/caching#VideoMetadata"/></summary>
public sealed record VideoMetadata : WireMessage
{
    /// <summary>Where the clip starts.</summary>
    public ProtoDuration? StartOffset { get; init; }

    /// <summary>Where the clip ends.</summary>
    public ProtoDuration? EndOffset { get; init; }

    /// <summary>Frames per second to sample, above 0 and at most 24; 1 when absent.</summary>
    public double? Fps { get; init; }
}
