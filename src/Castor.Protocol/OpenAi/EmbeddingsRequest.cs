using System.Text.Json;

namespace Castor.Protocol.OpenAi;

/// <summary>A request for embeddings. <see href="https://platform.openai.com/docs/api-reference/embeddings/create"/></summary>
public sealed record EmbeddingsRequest : WireMessage
{
    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>A text, or a list of texts.</summary>
    public JsonElement? Input { get; init; }

    /// <summary>The length of each embedding.</summary>
    public int? Dimensions { get; init; }

    /// <summary><c>float</c> or <c>base64</c>.</summary>
    public string? EncodingFormat { get; init; }
}
