using Castor.Protocol.Vertex;

namespace Castor.Protocol;

/// <summary>A request to embed one content. <see href="https://ai.google.dev/api/embeddings#request-body"/></summary>
public sealed record EmbedContentRequest : WireMessage
{
    /// <summary>The model as <c>models/{model}</c>.</summary>
    public string? Model { get; init; }

    /// <summary>What to embed; text parts only on text models.</summary>
    public Content? Content { get; init; }

    /// <summary>What the embedding is for.</summary>
    public TaskType? TaskType { get; init; }

    /// <summary>The title, for <c>RETRIEVAL_DOCUMENT</c>.</summary>
    public string? Title { get; init; }

    /// <summary>The length to cut the embedding to.</summary>
    public int? OutputDimensionality { get; init; }

    /// <summary>Whether input beyond the model's limit is cut off (Vertex AI).</summary>
    public bool? AutoTruncate { get; init; }

    /// <summary>How the content is embedded; what stands in it counts before the older fields beside it.</summary>
    public EmbedContentConfig? EmbedContentConfig { get; init; }
}
