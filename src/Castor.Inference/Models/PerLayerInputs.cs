using Castor.Inference.Kernels;
using Castor.Inference.Memory;

namespace Castor.Inference.Models;

/// <summary>
/// Each layer's own embedding of the tokens, as Gemma 3n and Gemma 4's small sizes have it: a row of a table plus a projection of the token's embedding.
/// </summary>
internal sealed unsafe class PerLayerInputs : IDisposable
{
    private readonly ModelConfig _config;
    private readonly ModelWeights _weights;
    private readonly KernelSet _kernels;
    private readonly NativeBuffer _inputs;
    private readonly NativeBuffer _table;

    /// <summary>Takes the room for a batch.</summary>
    public PerLayerInputs(ModelConfig config, ModelWeights weights, KernelSet kernels, int maxBatch)
    {
        _config = config;
        _weights = weights;
        _kernels = kernels;
        _inputs = NativeBuffer.OfFloats((long)maxBatch * Width + PackedLayout.Rows);
        _table = NativeBuffer.OfFloats((long)maxBatch * Width);
    }

    /// <summary>Floats of a row: all layers' embeddings, one after the other.</summary>
    public int Width => _config.PerLayerEmbeddingLength * _config.Layers.Count;

    /// <summary>Where the projections of the token embeddings are written before <see cref="Combine"/>.</summary>
    public float* Projections => (float*)_inputs.Data;

    /// <summary>A layer's embedding of a row's token, after <see cref="Combine"/>.</summary>
    public float* Of(int row, int layer) => Projections + (long)row * Width + (long)layer * _config.PerLayerEmbeddingLength;

    /// <summary>Adds the token's row of the table to its projection.</summary>
    public void Combine(int row, int token)
    {
        int length = _config.PerLayerEmbeddingLength;
        float* stored = (float*)_table.Data + (long)row * Width;
        float* projected = Projections + (long)row * Width;
        _weights.PerLayerEmbedding!.ReadRow(token, new Span<float>(stored, Width));
        _kernels.Scale(stored, MathF.Sqrt(length), Width);
        _kernels.Scale(projected, 1f / MathF.Sqrt(_config.EmbeddingLength), Width);
        for (int layer = 0; layer < _config.Layers.Count; layer++)
        {
            float* input = projected + (long)layer * length;
            _kernels.RmsNorm(input, _weights.PerLayerModelNorm, input, length, _config.RmsEpsilon);
        }

        _kernels.Add(projected, stored, Width);
        _kernels.Scale(projected, 1f / MathF.Sqrt(2), Width);
    }

    public void Dispose()
    {
        _inputs.Dispose();
        _table.Dispose();
    }
}
