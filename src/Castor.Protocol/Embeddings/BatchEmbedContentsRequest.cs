namespace Castor.Protocol;

/// <summary>A request to embed several contents. <see href="https://ai.google.dev/api/embeddings#BatchEmbedContents"/></summary>
public sealed record BatchEmbedContentsRequest : WireMessage
{
    /// <summary>The model as <c>models/{model}</c>; the path's counts.</summary>
    public string? Model { get; init; }

    /// <summary>The requests; each names the model of the path.</summary>
    public IReadOnlyList<EmbedContentRequest>? Requests { get; init; }
}
