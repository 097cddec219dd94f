using System.Text.Json;

namespace Castor.Protocol.Vertex;

/// <summary>A request to list the tokens of a text. <see href="https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/compute-tokens"/></summary>
public sealed record ComputeTokensRequest : WireMessage
{
    /// <summary>The model; the path's counts.</summary>
    public string? Model { get; init; }

    /// <summary>The texts as models of old took them, <c>{"prompt": ...}</c> each.</summary>
    public IReadOnlyList<JsonElement>? Instances { get; init; }

    /// <summary>The texts as contents.</summary>
    public IReadOnlyList<Content>? Contents { get; init; }
}
