using System.Text.Json.Serialization;

namespace Castor.Protocol;

/// <summary>Traces of the service, seen in recordings. <see href="https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto"/></summary>
public sealed record DebugInfo : ErrorDetail
{
    internal const string TypeUrl = "type.googleapis.com/google.rpc.DebugInfo";

    /// <inheritdoc/>
    [JsonPropertyName("@type")]
    [JsonPropertyOrder(-1)]
    public override string Type => TypeUrl;

    /// <summary>The stack.</summary>
    public IReadOnlyList<string>? StackEntries { get; init; }

    /// <summary>Any text.</summary>
    public string? Detail { get; init; }
}
