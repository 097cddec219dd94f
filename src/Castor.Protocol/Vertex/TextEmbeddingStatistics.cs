using System.Text.Json.Serialization;

namespace Castor.Protocol.Vertex;

/// <summary>What an embedding was made of. The wire has snake_case here, as the schemas of predictions do.</summary>
public sealed record TextEmbeddingStatistics : WireMessage
{
    /// <summary>Whether the text was cut to the model's limit.</summary>
    public bool? Truncated { get; init; }

    /// <summary>The tokens of the text.</summary>
    [JsonPropertyName("token_count")]
    public int? TokenCount { get; init; }
}
