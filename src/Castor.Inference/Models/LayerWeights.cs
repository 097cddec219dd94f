using Castor.Inference.Models.AltUp;
using Castor.Inference.Models.Experts;
using Castor.Inference.Models.Laurel;

namespace Castor.Inference.Models;

/// <summary>The weights of one layer; the norms are F32 vectors in the model's memory.</summary>
internal sealed unsafe class LayerWeights
{
    /// <summary>The norm before attention.</summary>
    public required float* AttentionNorm { get; init; }

    /// <summary>Queries, keys and values in one product; queries alone where <see cref="LayerConfig.KvSource"/> is another layer.</summary>
    public required Linear QueryKeyValue { get; init; }

    /// <summary>The norm of each query head.</summary>
    public required float* QueryNorm { get; init; }

    /// <summary>The norm of each key head; null where another layer's keys are used.</summary>
    public required float* KeyNorm { get; init; }

    /// <summary>From the heads back to the residual stream.</summary>
    public required Linear Output { get; init; }

    /// <summary>The norm of what attention adds.</summary>
    public required float* PostAttentionNorm { get; init; }

    /// <summary>The norm before the feed-forward block.</summary>
    public required float* FeedForwardNorm { get; init; }

    /// <summary>Gate and up in one product.</summary>
    public required Linear GateUp { get; init; }

    /// <summary>From the inner width back to the residual stream.</summary>
    public required Linear Down { get; init; }

    /// <summary>The experts beside that block; null where <see cref="LayerConfig.HasExperts"/> is false.</summary>
    public ExpertWeights? Experts { get; init; }

    /// <summary>The norm of what the feed-forward block adds.</summary>
    public required float* PostFeedForwardNorm { get; init; }

    /// <summary>From the residual stream to the gate of the layer's own embedding; null where the model has none.</summary>
    public Linear? PerLayerGate { get; init; }

    /// <summary>From the gated embedding back to the residual stream.</summary>
    public Linear? PerLayerProjection { get; init; }

    /// <summary>The norm of what the layer's own embedding adds.</summary>
    public float* PerLayerNorm { get; init; }

    /// <summary>How the layer predicts and corrects the streams; null where there is one.</summary>
    public AltUpLayerWeights? AltUp { get; init; }

    /// <summary>The branch beside attention; null where there is none.</summary>
    public LaurelWeights? Laurel { get; init; }

    /// <summary>One number that the layer's output is multiplied by; null for 1.</summary>
    public float* OutputScale { get; init; }
}
