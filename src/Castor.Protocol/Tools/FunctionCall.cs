using System.Text.Json;

namespace Castor.Protocol;

/// <summary>A function call that the model predicts. <see href="https://ai.google.dev/api/caching#FunctionCall"/></summary>
public sealed record FunctionCall : WireMessage
{
    /// <summary>The declared name of the function.</summary>
    public string? Name { get; init; }

    /// <summary>The arguments, a JSON object.</summary>
    public JsonElement? Args { get; init; }

    /// <summary>The id that the matching response repeats.</summary>
    public string? Id { get; init; }

    /// <summary>Arguments as far as they are known, when streamed (Vertex AI).</summary>
    public IReadOnlyList<PartialArg>? PartialArgs { get; init; }

    /// <summary>Whether more arguments follow (Vertex AI).</summary>
    public bool? WillContinue { get; init; }
}
