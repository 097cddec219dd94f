using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>When to try again. <see href="https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto"/></summary>
public sealed record RetryInfo : ErrorDetail
{
    internal const string TypeUrl = "type.googleapis.com/google.rpc.RetryInfo";

    /// <inheritdoc/>
    [JsonPropertyName("@type")]
    [JsonPropertyOrder(-1)]
    public override string Type => TypeUrl;

    /// <summary>How long to wait.</summary>
    public ProtoDuration? RetryDelay { get; init; }
}
