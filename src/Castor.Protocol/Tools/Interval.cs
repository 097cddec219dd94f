using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>A span of time. <see href="https://ai.google.dev/api/caching#Interval"/></summary>
public sealed record Interval : WireMessage
{
    /// <summary>The start, included.</summary>
    public ProtoTimestamp? StartTime { get; init; }

    /// <summary>The end, excluded.</summary>
    public ProtoTimestamp? EndTime { get; init; }
}
