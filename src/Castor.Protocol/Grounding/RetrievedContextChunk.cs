namespace Castor.Protocol;

/// <summary>A document of a store as a source. <see href="https://ai.google.dev/api/generate-content#RetrievedContext"/></summary>
public sealed record RetrievedContextChunk : WireMessage
{
    /// <summary>The document's address.</summary>
    public string? Uri { get; init; }

    /// <summary>The document's title.</summary>
    public string? Title { get; init; }

    /// <summary>The retrieved text.</summary>
    public string? Text { get; init; }

    /// <summary>The store, as <c>fileSearchStores/{id}</c>.</summary>
    public string? FileSearchStore { get; init; }

    /// <summary>The document's name (Vertex AI).</summary>
    public string? DocumentName { get; init; }

    /// <summary>The page.</summary>
    public int? PageNumber { get; init; }

    /// <summary>The media within the store.</summary>
    public string? MediaId { get; init; }

    /// <summary>The document's metadata.</summary>
    public IReadOnlyList<CustomMetadata>? CustomMetadata { get; init; }
}
