using System.Text.Json.Serialization;

namespace Castor.Protocol;

/// <summary>A message for people. <see href="https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto"/></summary>
public sealed record LocalizedMessage : ErrorDetail
{
    internal const string TypeUrl = "type.googleapis.com/google.rpc.LocalizedMessage";

    /// <inheritdoc/>
    [JsonPropertyName("@type")]
    [JsonPropertyOrder(-1)]
    public override string Type => TypeUrl;

    /// <summary>The BCP 47 language.</summary>
    public string? Locale { get; init; }

    /// <summary>The message.</summary>
    public string? Message { get; init; }
}
