namespace Castor.Inference.Models;

/// <summary>The numbers of one layer; layers of one model may differ in all of them.</summary>
public sealed record LayerConfig
{
    /// <summary>How many of the last positions are attended to, the token's own among them; 0 for all.</summary>
    public int Window { get; init; }

    /// <summary>Heads of queries.</summary>
    public required int HeadCount { get; init; }

    /// <summary>Heads of keys and values; divides <see cref="HeadCount"/>.</summary>
    public required int KvHeadCount { get; init; }

    /// <summary>The length of a head of queries, keys and values.</summary>
    public required int HeadDim { get; init; }

    /// <summary>The inner width of the feed-forward block.</summary>
    public required int FeedForwardLength { get; init; }

    /// <summary>How many deviations above their mean gates have to be to count (Gemma 3n's first layers); null where all do.</summary>
    public float? GateCut { get; init; }

    /// <summary>Whether <see cref="ModelConfig.Experts"/> stand beside the feed-forward block.</summary>
    public bool HasExperts { get; init; }

    /// <summary>What scores are multiplied by.</summary>
    public required float QueryScale { get; init; }

    /// <summary>How positions turn queries and keys.</summary>
    public required RopeConfig Rope { get; init; }

    /// <summary>The layer whose keys and values are used; this layer's own index where it computes them itself.</summary>
    public required int KvSource { get; init; }

    /// <summary>Whether values are normalised, without a weight, before they are stored.</summary>
    public bool NormalizesValues { get; init; }

    /// <summary>Whether only the last positions are attended to.</summary>
    public bool IsLocal => Window > 0;
}
