namespace Castor.Protocol;

/// <summary>Retrieval over file search stores. <see href="https://ai.google.dev/api/caching#FileSearch"/></summary>
public sealed record FileSearch : WireMessage
{
    /// <summary>The stores, as <c>fileSearchStores/{id}</c>.</summary>
    public IReadOnlyList<string>? FileSearchStoreNames { get; init; }

    /// <summary>A filter over the documents' metadata.</summary>
    public string? MetadataFilter { get; init; }

    /// <summary>How many chunks to retrieve.</summary>
    public int? TopK { get; init; }
}
