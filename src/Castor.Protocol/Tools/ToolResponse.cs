using System.Text.Json;

namespace Castor.Protocol;

/// <summary>The result of a tool that the service itself ran. <see href="https://ai.google.dev/api/caching#ToolResponse"/></summary>
public sealed record ToolResponse : WireMessage
{
    /// <summary>The id of the call that this answers.</summary>
    public string? Id { get; init; }

    /// <summary>Which tool.</summary>
    public ServerToolType? ToolType { get; init; }

    /// <summary>The result, a JSON object.</summary>
    public JsonElement? Response { get; init; }
}
