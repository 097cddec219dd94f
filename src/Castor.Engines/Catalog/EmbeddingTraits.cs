namespace Castor.Engines.Catalog;

/// <summary>The lengths of a model's embeddings.</summary>
public sealed record EmbeddingTraits
{
    /// <summary>The length when none is asked for.</summary>
    public int Default { get; init; }

    /// <summary>The largest length.</summary>
    public int Max { get; init; }

    /// <summary>The least length.</summary>
    public int Min { get; init; } = 1;
}
