using System.Text.Json.Serialization;

namespace Castor.Protocol;

/// <summary>Which quotas are used up. <see href="https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto"/></summary>
public sealed record QuotaFailure : ErrorDetail
{
    internal const string TypeUrl = "type.googleapis.com/google.rpc.QuotaFailure";

    /// <inheritdoc/>
    [JsonPropertyName("@type")]
    [JsonPropertyOrder(-1)]
    public override string Type => TypeUrl;

    /// <summary>The quotas.</summary>
    public IReadOnlyList<QuotaViolation>? Violations { get; init; }
}
