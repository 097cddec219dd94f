using System.Text.Json;

namespace Castor.Protocol.OpenAi;

/// <summary>The declaration of a function. <see href="https://platform.openai.com/docs/api-reference/chat/create"/></summary>
public sealed record ChatFunction : WireMessage
{
    /// <summary>The name of the function.</summary>
    public string? Name { get; init; }

    /// <summary>What the function does.</summary>
    public string? Description { get; init; }

    /// <summary>The parameters, as JSON Schema.</summary>
    public JsonElement? Parameters { get; init; }

    /// <summary>Whether arguments must keep to the schema; here they always do.</summary>
    public bool? Strict { get; init; }
}
