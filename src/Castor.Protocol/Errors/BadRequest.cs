using System.Text.Json.Serialization;

namespace Castor.Protocol;

/// <summary>Which fields of a request are wrong. <see href="https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto"/></summary>
public sealed record BadRequest : ErrorDetail
{
    internal const string TypeUrl = "type.googleapis.com/google.rpc.BadRequest";

    /// <inheritdoc/>
    [JsonPropertyName("@type")]
    [JsonPropertyOrder(-1)]
    public override string Type => TypeUrl;

    /// <summary>The fields.</summary>
    public IReadOnlyList<FieldViolation>? FieldViolations { get; init; }
}
