namespace Castor.Engines.Catalog;

/// <summary>The lengths of a model's embeddings.</summary>
public sealed record EmbeddingTraits
{
    /// <summary>The length when none is asked for.</summary>
    public int Default { get; set; }

    /// <summary>The largest length.</summary>
    public int Max { get; set; }

    /// <summary>The least length.</summary>
    public int Min { get; set; } = 1;
}
