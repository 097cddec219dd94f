namespace Castor.Inference.Synthesis;

/// <summary>The numbers that make a model's graph: everything but its weights and its tokenizer.</summary>
public sealed record ModelShape
{
    /// <summary>What people call it, such as <c>gemma-3-1b</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The family.</summary>
    public required ModelFamily Family { get; init; }

    /// <summary>The number of layers.</summary>
    public required int LayerCount { get; init; }

    /// <summary>The width of the residual stream.</summary>
    public required int EmbeddingLength { get; init; }

    /// <summary>The width inside the feed-forward blocks.</summary>
    public required int FeedForwardLength { get; init; }

    /// <summary>The heads that ask.</summary>
    public required int HeadCount { get; init; }

    /// <summary>The heads of keys and values: of local layers, where <see cref="GlobalKvHeadCount"/> says otherwise for the global ones.</summary>
    public required int KvHeadCount { get; init; }

    /// <summary>The width of a head: of local layers, where <see cref="GlobalHeadLength"/> says otherwise for the global ones.</summary>
    public required int HeadLength { get; init; }

    /// <summary>The most positions the model is made for.</summary>
    public required int ContextLength { get; init; }

    /// <summary>How far local layers look back.</summary>
    public required int SlidingWindow { get; init; }

    /// <summary>Every how many layers one is global: the last of each such group.</summary>
    public int SlidingWindowPattern { get; init; } = 6;

    /// <summary>The number of tokens.</summary>
    public int VocabularySize { get; init; } = 262_144;

    /// <summary>How far positions of global layers are stretched (linear scaling).</summary>
    public float RopeScale { get; init; } = 1;

    /// <summary>Gemma 4: the width of a head in global layers; 0 for the same as in local ones.</summary>
    public int GlobalHeadLength { get; init; }

    /// <summary>Gemma 4: the heads of keys and values in global layers; 0 for the same as in local ones.</summary>
    public int GlobalKvHeadCount { get; init; }

    /// <summary>Gemma 4: whether global layers take their keys for values.</summary>
    public bool GlobalKeysAreValues { get; init; }

    /// <summary>Gemma 3n and 4: how many of the last layers use the keys and values of an earlier one.</summary>
    public int SharedKvLayerCount { get; init; }

    /// <summary>Gemma 4: whether those layers are twice as wide in their feed-forward blocks.</summary>
    public bool DoublesSharedFeedForward { get; init; }

    /// <summary>Gemma 3n and 4: the width of each layer's own embedding of the token; 0 for none.</summary>
    public int PerLayerEmbeddingLength { get; init; }

    /// <summary>Gemma 3n: the residual streams; 0 for one without AltUp.</summary>
    public int AltUpStreamCount { get; init; }

    /// <summary>Gemma 3n: the inner width of the branch beside attention; 0 for none.</summary>
    public int LaurelRank { get; init; }

    /// <summary>Gemma 3n: how many of the first layers let only the largest gates count.</summary>
    public int SparseLayerCount { get; init; }

    /// <summary>Gemma 4: the experts of each layer, beside its feed-forward block; 0 for none.</summary>
    public int ExpertCount { get; init; }

    /// <summary>Gemma 4: how many of them a token goes through.</summary>
    public int ExpertUsedCount { get; init; }

    /// <summary>Gemma 4: the width inside an expert.</summary>
    public int ExpertFeedForwardLength { get; init; }

    /// <summary>EmbeddingGemma: the width between the two dense layers behind the pooling; 0 for none.</summary>
    public int DenseLength { get; init; }

    /// <summary>The number of weights.</summary>
    public long ParameterCount => Parameters.Sum(t => t.ElementCount);

    /// <summary>The weights that a token goes through: all but those of the experts that it is not given to.</summary>
    public long ActiveParameterCount => Parameters.Sum(t => t.IsOfExperts ? t.ElementCount / ExpertCount * ExpertUsedCount : t.ElementCount);

    private IEnumerable<SyntheticTensor> Parameters => SyntheticTensors.Of(this).Where(t => t.Values is null);

    /// <summary>Whether a layer looks back only a window.</summary>
    internal bool IsLocal(int layer) => layer % SlidingWindowPattern < SlidingWindowPattern - 1;

    /// <summary>Whether a layer has keys and values of its own.</summary>
    internal bool HasKv(int layer) => layer < LayerCount - SharedKvLayerCount;

    /// <summary>Whether the file has them: Gemma 3n's has some for all layers.</summary>
    internal bool StoresKv(int layer) => HasKv(layer) || Family == ModelFamily.Gemma3n;

    internal int HeadLengthOf(int layer) => IsLocal(layer) || GlobalHeadLength == 0 ? HeadLength : GlobalHeadLength;

    internal int KvHeadCountOf(int layer) => IsLocal(layer) || GlobalKvHeadCount == 0 ? KvHeadCount : GlobalKvHeadCount;

    internal int FeedForwardLengthOf(int layer) => DoublesSharedFeedForward && !HasKv(layer) ? 2 * FeedForwardLength : FeedForwardLength;
}
