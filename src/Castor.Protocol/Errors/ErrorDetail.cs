using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>One typed detail of a failure, a <c>google.protobuf.Any</c> on the wire.</summary>
[JsonConverter(typeof(ErrorDetailConverter))]
public abstract record ErrorDetail : WireMessage
{
    /// <summary>The type URL.</summary>
    [JsonPropertyName("@type")]
    [JsonPropertyOrder(-1)]
    public abstract string Type { get; }
}
