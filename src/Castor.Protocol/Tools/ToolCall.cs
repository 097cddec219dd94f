using System.Text.Json;

namespace Castor.Protocol;

/// <summary>A call of a tool that the service itself runs. <see href="https://ai.google.dev/api/caching#ToolCall"/></summary>
public sealed record ToolCall : WireMessage
{
    /// <summary>The id that the matching response repeats.</summary>
    public string? Id { get; init; }

    /// <summary>Which tool.</summary>
    public ServerToolType? ToolType { get; init; }

    /// <summary>The arguments, a JSON object.</summary>
    public JsonElement? Args { get; init; }
}
