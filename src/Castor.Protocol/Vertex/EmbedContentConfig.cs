namespace Castor.Protocol.Vertex;

/// <summary>How a content is embedded. <see href="https://ai.google.dev/api/embeddings"/></summary>
public sealed record EmbedContentConfig : WireMessage
{
    /// <summary>What the embedding is for.</summary>
    public TaskType? TaskType { get; init; }

    /// <summary>The title, for <c>RETRIEVAL_DOCUMENT</c>.</summary>
    public string? Title { get; init; }

    /// <summary>The length to cut the embedding to.</summary>
    public int? OutputDimensionality { get; init; }

    /// <summary>Whether input beyond the model's limit is cut off; true when absent.</summary>
    public bool? AutoTruncate { get; init; }

    /// <summary>Whether text is read off documents.</summary>
    public bool? DocumentOcr { get; init; }

    /// <summary>Whether the sound of videos is embedded too.</summary>
    public bool? AudioTrackExtraction { get; init; }
}
