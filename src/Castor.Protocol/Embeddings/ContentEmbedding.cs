namespace Castor.Protocol;

/// <summary>An embedding. <see href="https://ai.google.dev/api/embeddings#ContentEmbedding"/></summary>
public sealed record ContentEmbedding : WireMessage
{
    /// <summary>The vector.</summary>
    public float[]? Values { get; init; }

    /// <summary>The shape of a soft-token embedding.</summary>
    public IReadOnlyList<int>? Shape { get; init; }
}
