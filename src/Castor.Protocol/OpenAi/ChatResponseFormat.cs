namespace Castor.Protocol.OpenAi;

/// <summary>The form of an answer. <see href="https://platform.openai.com/docs/api-reference/chat/create"/></summary>
public sealed record ChatResponseFormat : WireMessage
{
    /// <summary><c>text</c>, <c>json_object</c> or <c>json_schema</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The schema, for <c>json_schema</c>.</summary>
    public ChatJsonSchema? JsonSchema { get; init; }
}
