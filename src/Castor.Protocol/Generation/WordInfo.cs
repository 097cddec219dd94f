using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>A spoken word and its time. <see href="https://ai.google.dev/api/caching#Part"/></summary>
public sealed record WordInfo : WireMessage
{
    /// <summary>The word.</summary>
    public string? Word { get; init; }

    /// <summary>Where it starts.</summary>
    public ProtoDuration? StartOffset { get; init; }

    /// <summary>Where it ends.</summary>
    public ProtoDuration? EndOffset { get; init; }
}
