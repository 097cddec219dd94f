using Castor.Inference.Gguf;
using Castor.Inference.Models.AltUp;

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

    /// <summary>Each layer's own embeddings of the tokens, a row a token, as the file has them; null where the model has none.</summary>
    public GgufTensor? PerLayerEmbedding { get; init; }

    /// <summary>From the token's embedding to its part in each layer's own one.</summary>
    public Linear? PerLayerModelProjection { get; init; }

    /// <summary>The norm of that part.</summary>
    public float* PerLayerModelNorm { get; init; }

    /// <summary>From one stream to several and back; null where there is one.</summary>
    public AltUpWeights? AltUp { get; init; }

    /// <summary>The dense layers after the average of an embedding model.</summary>
    public IReadOnlyList<Linear> Dense { get; init; } = [];

    /// <summary>The widest input of any product of all rows, beside the inner one of feed-forward blocks.</summary>
    public int MaxColumns => Math.Max(
        Layers.Max(l => Math.Max(l.QueryKeyValue.Columns, l.Output.Columns)),
        Dense.Select(d => Math.Max(d.Columns, d.Rows)).DefaultIfEmpty(0).Max());

    /// <summary>The length of an embedding model's vectors; 0 for models that generate.</summary>
    public int EmbeddingLength(ModelConfig config) => Head is not null ? 0 : Dense.Count > 0 ? Dense[^1].Rows : config.EmbeddingLength;
}
