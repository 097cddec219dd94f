using System.Text.Json;

namespace Castor.Protocol.OpenAi;

/// <summary>A schema with a name. <see href="https://platform.openai.com/docs/api-reference/chat/create"/></summary>
public sealed record ChatJsonSchema : WireMessage
{
    /// <summary>The name of the form.</summary>
    public string? Name { get; init; }

    /// <summary>What the form is for.</summary>
    public string? Description { get; init; }

    /// <summary>The form, as JSON Schema.</summary>
    public JsonElement? Schema { get; init; }

    /// <summary>Whether the answer must keep to the schema; here it always does.</summary>
    public bool? Strict { get; init; }
}
