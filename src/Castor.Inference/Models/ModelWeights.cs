using Castor.Inference.Gguf;
using Castor.Inference.Kernels;

namespace Castor.Inference.Models;

/// <summary>The weights of a model: what the graph multiplies with.</summary>
internal sealed unsafe class ModelWeights
{
    /// <summary>The token embeddings, a row a token, as the file has them.</summary>
    public required GgufTensor TokenEmbedding { get; init; }

    /// <summary>The norm before the head.</summary>
    public required float* OutputNorm { get; init; }

    /// <summary>From the residual stream to logits; null in embedding models.</summary>
    public required Linear? Head { get; init; }

    /// <summary>The layers, from the first.</summary>
    public required IReadOnlyList<LayerWeights> Layers { get; init; }

    /// <summary>The widest input of any product.</summary>
    public int MaxColumns => Layers.Max(l => Math.Max(Math.Max(l.QueryKeyValue.Columns, l.Output.Columns), l.Down.Columns));
}
