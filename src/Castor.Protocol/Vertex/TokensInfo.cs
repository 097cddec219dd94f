using System.Text.Json.Serialization;

namespace Castor.Protocol.Vertex;

/// <summary>The tokens of one content.</summary>
public sealed record TokensInfo : WireMessage
{
    /// <summary>Who says it.</summary>
    public string? Role { get; init; }

    /// <summary>The ids, as strings on the wire.</summary>
    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public IReadOnlyList<long>? TokenIds { get; init; }

    /// <summary>The bytes of each token, base64 on the wire.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>>? Tokens { get; init; }
}
