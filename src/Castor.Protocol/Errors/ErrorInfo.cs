using System.Text.Json.Serialization;

namespace Castor.Protocol;

/// <summary>Why a request failed, for programs. <see href="https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto"/></summary>
public sealed record ErrorInfo : ErrorDetail
{
    internal const string TypeUrl = "type.googleapis.com/google.rpc.ErrorInfo";

    /// <inheritdoc/>
    [JsonPropertyName("@type")]
    [JsonPropertyOrder(-1)]
    public override string Type => TypeUrl;

    /// <summary>The reason, such as <c>API_KEY_INVALID</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>Who gives the reason its meaning.</summary>
    public string? Domain { get; init; }

    /// <summary>Details of the reason.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
