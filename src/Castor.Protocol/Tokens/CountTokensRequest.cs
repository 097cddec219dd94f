using System.Text.Json;

namespace Castor.Protocol;

/// <summary>A request to count tokens, in one of two forms. <see href="https://ai.google.dev/api/tokens#request-body"/></summary>
public sealed record CountTokensRequest : WireMessage
{
    /// <summary>The model as <c>models/{model}</c>; the path's counts.</summary>
    public string? Model { get; init; }

    /// <summary>The turns to count; excludes <c>generateContentRequest</c>.</summary>
    public IReadOnlyList<Content>? Contents { get; init; }

    /// <summary>The whole request to count.</summary>
    public GenerateContentRequest? GenerateContentRequest { get; init; }

    /// <summary>The texts as models of old took them, <c>{"prompt": ...}</c> each (Vertex AI).</summary>
    public IReadOnlyList<JsonElement>? Instances { get; init; }

    /// <summary>The developer instructions to count (Vertex AI).</summary>
    public Content? SystemInstruction { get; init; }

    /// <summary>The tools to count (Vertex AI).</summary>
    public IReadOnlyList<Tool>? Tools { get; init; }

    /// <summary>The options that the count is for (Vertex AI).</summary>
    public GenerationConfig? GenerationConfig { get; init; }
}
