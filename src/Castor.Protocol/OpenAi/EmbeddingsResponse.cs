namespace Castor.Protocol.OpenAi;

/// <summary>Embeddings of texts. <see href="https://platform.openai.com/docs/api-reference/embeddings/create"/></summary>
public sealed record EmbeddingsResponse : WireMessage
{
    /// <summary>The embeddings, in the order of the texts.</summary>
    public IReadOnlyList<EmbeddingObject>? Data { get; init; }

    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary><c>list</c></summary>
    public string? Object { get; init; }

    /// <summary>The tokens used.</summary>
    public EmbeddingsUsage? Usage { get; init; }
}
