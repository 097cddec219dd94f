using System.Text.Json;

namespace Castor.Protocol;

/// <summary>A detail of a type that this build does not know, kept as it came.</summary>
/// <param name="type">The type URL.</param>
/// <param name="value">The whole JSON object.</param>
public sealed record UnknownErrorDetail(string type, JsonElement value) : ErrorDetail
{
    /// <inheritdoc/>
    public override string Type { get; } = type;

    /// <summary>The whole JSON object.</summary>
    public JsonElement Value { get; } = value;
}
