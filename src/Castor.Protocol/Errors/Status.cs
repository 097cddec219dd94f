using System.Text.Json.Serialization;

namespace Castor.Protocol;

/// <summary><c>google.rpc.Status</c> as the REST front end writes it. <see href="https://cloud.google.com/apis/design/errors"/></summary>
public sealed record Status : WireMessage
{
    /// <summary>The HTTP status.</summary>
    public int? Code { get; init; }

    /// <summary>What went wrong, for developers.</summary>
    public string? Message { get; init; }

    /// <summary>The name of the canonical code.</summary>
    [JsonPropertyName("status")]
    public string? StatusName { get; init; }

    /// <summary>Typed details.</summary>
    public IReadOnlyList<ErrorDetail>? Details { get; init; }
}
