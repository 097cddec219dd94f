using System.Text.Json.Serialization;

namespace Castor.Protocol;

/// <summary>Where to read on. <see href="https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto"/></summary>
public sealed record Help : ErrorDetail
{
    internal const string TypeUrl = "type.googleapis.com/google.rpc.Help";

    /// <inheritdoc/>
    [JsonPropertyName("@type")]
    [JsonPropertyOrder(-1)]
    public override string Type => TypeUrl;

    /// <summary>The links.</summary>
    public IReadOnlyList<HelpLink>? Links { get; init; }
}
