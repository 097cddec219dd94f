using Castor.Inference.Kernels;
using Castor.Inference.KvCaches;
using Castor.Inference.Memory;
using Castor.Inference.Models.AltUp;
using Castor.Inference.Models.Attention;
using Castor.Inference.Models.Experts;
using Castor.Inference.Models.FeedForward;
using Castor.Inference.Models.Laurel;
using Castor.Inference.Threading;

namespace Castor.Inference.Models;

/// <summary>
/// The graph of Gemma's layers over a batch of rows, with all room for it taken once. One step allocates nothing.
/// </summary>
internal sealed unsafe class ForwardPass : IDisposable
{
    private readonly ModelConfig _config;
    private readonly ModelWeights _weights;
    private readonly KernelSet _kernels;
    private readonly WorkerPool _pool;
    private readonly AttentionBlock _attention;
    private readonly LinearWork _linear;
    private readonly FeedForwardBlock _feedForward;
    private readonly ActivationRows _rows;
    private readonly NativeBuffer _residual;
    private readonly NativeBuffer _projected;
    private readonly NativeBuffer _wide;
    private readonly RowWork _begin;
    private readonly RowWork _betweenBlocks;
    private readonly RowWork _endLayer;
    private readonly ExpertBlock? _experts;
    private readonly PerLayerInputs? _perLayer;
    private readonly AltUpStreams? _altUp;
    private readonly LaurelBlock? _laurel;
    private readonly OutputHead? _output;
    private readonly RowWork _enterFirstLayer;
    private readonly RowWork _combinePerLayer;
    private readonly RowWork _enterPerLayer;
    private readonly RowWork _gatePerLayer;
    private readonly RowWork _endPerLayer;
    private ForwardBatch _batch = null!;
    private LayerWeights _layer = null!;
    private int _layerIndex;

    /// <summary>Takes the room for steps of so many tokens.</summary>
    public ForwardPass(ModelConfig config, ModelWeights weights, KernelSet kernels, WorkerPool pool, KvLayout layout, int maxBatch)
    {
        _config = config;
        _weights = weights;
        _kernels = kernels;
        _pool = pool;
        _linear = new LinearWork(kernels, pool);
        _feedForward = new FeedForwardBlock(config, kernels, pool, _linear, maxBatch);
        _rows = new ActivationRows(maxBatch, weights.MaxColumns);
        _residual = NativeBuffer.OfFloats((long)maxBatch * config.EmbeddingLength);
        _projected = NativeBuffer.OfFloats((long)maxBatch * config.EmbeddingLength + PackedLayout.Rows);
        int widest = weights.Layers.Max(l => Math.Max(l.QueryKeyValue.Rows, l.GateUp.Rows));
        widest = Math.Max(widest, weights.Dense.Select(d => d.Rows).DefaultIfEmpty(0).Max());
        _wide = NativeBuffer.OfFloats((long)maxBatch * widest + PackedLayout.Rows);
        _attention = new AttentionBlock(config, weights, kernels, pool, layout, _linear, _rows, maxBatch);
        _output = weights.Head is { } head ? new OutputHead(config, weights, head, kernels, pool, _linear, _rows) : null;
        _begin = new RowWork((row, _) => Begin(row));
        _betweenBlocks = new RowWork((row, _) => BetweenBlocks(row));
        _endLayer = new RowWork((row, _) => EndLayer(row, _layer.PostFeedForwardNorm));
        _experts = config.Experts is { } experts ? new ExpertBlock(config, experts, kernels, pool, _linear, maxBatch) : null;
        _perLayer = config.PerLayerEmbeddingLength > 0 ? new PerLayerInputs(config, weights, kernels, maxBatch) : null;
        _altUp = weights.AltUp is { } altUp ? new AltUpStreams(config, altUp, kernels, pool, _linear, maxBatch) : null;
        _laurel = config.LaurelRank > 0 ? new LaurelBlock(config, kernels, pool, _linear, maxBatch) : null;
        _enterFirstLayer = new RowWork((row, _) => EnterFirstLayer(row));
        _combinePerLayer = new RowWork((row, _) => _perLayer!.Combine(row, _batch.Tokens[row]));
        _enterPerLayer = new RowWork((row, _) => EnterPerLayer(row));
        _gatePerLayer = new RowWork((row, _) => GatePerLayer(row));
        _endPerLayer = new RowWork((row, _) => EndPerLayer(row));
    }

    /// <summary>The logits of one of the rows asked for; valid until the next step, and the caller's to change.</summary>
    public Span<float> Logits(int index) => _output!.Logits(index);

    private float* Residual(int row) => (float*)_residual.Data + (long)row * _config.EmbeddingLength;

    private float* Projected(int row) => (float*)_projected.Data + (long)row * _config.EmbeddingLength;

    /// <summary>Runs one step: extends the sequences of the batch and computes the logits asked for.</summary>
    public void Run(ForwardBatch batch)
    {
        _batch = batch;
        int rowCount = batch.RowCount;
        _rows.Columns = _config.EmbeddingLength;
        _rows.PromptCount = batch.PromptCount;
        Enter(0);
        _pool.Run(_begin, rowCount);
        if (_perLayer is not null)
        {
            _linear.Run(_weights.PerLayerModelProjection!, _rows, 0, rowCount, _perLayer.Projections, _perLayer.Width);
            _pool.Run(_combinePerLayer, rowCount);
        }

        _altUp?.Project(_rows, rowCount);
        _pool.Run(_enterFirstLayer, rowCount);
        for (int i = 0; i < _config.Layers.Count; i++)
        {
            Enter(i);
            _laurel?.Run(_layer.Laurel!, _rows, rowCount);
            _attention.Run(batch, i, rowCount, (float*)_wide.Data, Projected(0));
            RunFeedForward(rowCount);
        }

        foreach (ForwardSpan span in batch.Spans)
        {
            span.Sequence.Advance(span.RowCount);
        }

        _altUp?.Merge(batch, _rows, Residual(0));
        _output?.Run(batch, Residual(0));
    }

    /// <summary>The average of a span's normed states, passed through the dense layers: a text's embedding before its length is made 1.</summary>
    /// <param name="span">The span's index in the batch just run.</param>
    /// <param name="embedding">Room for the last dense layer's outputs, or the model's width.</param>
    public void Pool(int span, Span<float> embedding)
    {
        ForwardSpan rows = _batch.Spans[span];
        int width = _config.EmbeddingLength;
        _rows.Columns = width;
        _rows.PromptCount = 0;
        float* mean = _rows.Floats;
        new Span<float>(mean, width).Clear();
        for (int row = rows.FirstRow; row < rows.FirstRow + rows.RowCount; row++)
        {
            _kernels.RmsNorm(Residual(row), _weights.OutputNorm, Projected(row), width, _config.RmsEpsilon);
            _kernels.Add(mean, Projected(row), width);
        }

        _kernels.Scale(mean, 1f / rows.RowCount, width);
        foreach (Linear dense in _weights.Dense)
        {
            _kernels.Quantize(_rows, 0);
            _linear.Run(dense, _rows, 0, 1, (float*)_wide.Data, dense.Rows);
            _rows.Columns = dense.Rows;
            Buffer.MemoryCopy(_wide.Data, mean, dense.Rows * sizeof(float), dense.Rows * sizeof(float));
        }

        new ReadOnlySpan<float>(mean, embedding.Length).CopyTo(embedding);
    }

    public void Dispose()
    {
        _attention.Dispose();
        _feedForward.Dispose();
        _experts?.Dispose();
        _perLayer?.Dispose();
        _altUp?.Dispose();
        _laurel?.Dispose();
        _rows.Dispose();
        _residual.Dispose();
        _projected.Dispose();
        _wide.Dispose();
        _output?.Dispose();
    }

    private void Enter(int layer)
    {
        _layerIndex = layer;
        _layer = _weights.Layers[layer];
    }

    private void RunFeedForward(int rowCount)
    {
        _rows.Columns = _config.EmbeddingLength;
        _pool.Run(_betweenBlocks, rowCount);
        _feedForward.Run(_layer, _config.Layers[_layerIndex].GateCut, _rows, rowCount, (float*)_wide.Data, Projected(0));
        if (_layer.Experts is { } experts)
        {
            _experts!.Run(experts, _rows, rowCount, Residual(0), Projected(0));
        }

        if (_perLayer is null)
        {
            _pool.Run(_endLayer, rowCount);
            return;
        }

        _pool.Run(_enterPerLayer, rowCount);
        _linear.Run(_layer.PerLayerGate!, _rows, 0, rowCount, (float*)_wide.Data, _config.PerLayerEmbeddingLength);
        _rows.Columns = _config.PerLayerEmbeddingLength;
        _pool.Run(_gatePerLayer, rowCount);
        _linear.Run(_layer.PerLayerProjection!, _rows, 0, rowCount, Projected(0), _config.EmbeddingLength);
        _rows.Columns = _config.EmbeddingLength;
        _pool.Run(_endPerLayer, rowCount);
    }

    private void Begin(int row)
    {
        int width = _config.EmbeddingLength;
        _weights.TokenEmbedding.ReadRow(_batch.Tokens[row], new Span<float>(Residual(row), width));
        _kernels.Scale(Residual(row), MathF.Sqrt(width), width);
        _attention.ComputeAngles(row, _batch.Positions[row]);

        if (_perLayer is not null)
        {
            RoundResidual(row);
        }
    }

    private void RoundResidual(int row)
    {
        long size = _config.EmbeddingLength * sizeof(float);
        Buffer.MemoryCopy(Residual(row), _rows.Floats + (long)row * _rows.Columns, size, size);
        _kernels.Quantize(_rows, row);
    }

    private void NormAndRound(int row, float* norm)
    {
        _kernels.RmsNorm(Residual(row), norm, _rows.Floats + (long)row * _rows.Columns, _config.EmbeddingLength, _config.RmsEpsilon);
        _kernels.Quantize(_rows, row);
    }

    private void EnterFirstLayer(int row)
    {
        _altUp?.Enter(row, Residual(row));
        EnterLayer(row, _layer);
    }

    private void EnterLayer(int row, LayerWeights layer)
    {
        _altUp?.Predict(row, layer.AltUp!, Residual(row));
        NormAndRound(row, layer.AttentionNorm);
    }

    private void BetweenBlocks(int row)
    {
        AddNormed(row, _layer.PostAttentionNorm);
        _laurel?.AddTo(row, Residual(row));
        NormAndRound(row, _layer.FeedForwardNorm);
    }

    private void EnterPerLayer(int row)
    {
        AddNormed(row, _layer.PostFeedForwardNorm);
        if (_altUp is null)
        {
            RoundResidual(row);
            return;
        }

        _altUp.Correct(row, _layer.AltUp!, Residual(row), _rows.Floats + (long)row * _rows.Columns);
        _kernels.Quantize(_rows, row);
    }

    private void GatePerLayer(int row)
    {
        int length = _config.PerLayerEmbeddingLength;
        float* gate = (float*)_wide.Data + (long)row * length;
        _kernels.GeluMultiply(gate, _perLayer!.Of(row, _layerIndex), _rows.Floats + (long)row * length, length);
        _kernels.Quantize(_rows, row);
    }

    private void EndPerLayer(int row)
    {
        if (_altUp is null)
        {
            EndLayer(row, _layer.PerLayerNorm);
            return;
        }

        _kernels.RmsNorm(Projected(row), _layer.PerLayerNorm, Projected(row), _config.EmbeddingLength, _config.RmsEpsilon);
        _altUp.AddToOthers(row, Projected(row));
        EnterNextLayer(row);
    }

    private void EndLayer(int row, float* norm)
    {
        AddNormed(row, norm);
        if (_layer.OutputScale is not null)
        {
            _kernels.Scale(Residual(row), _layer.OutputScale[0], _config.EmbeddingLength);
        }

        EnterNextLayer(row);
    }

    private void EnterNextLayer(int row)
    {
        if (_layerIndex + 1 < _config.Layers.Count)
        {
            EnterLayer(row, _weights.Layers[_layerIndex + 1]);
        }
    }

    private void AddNormed(int row, float* norm)
    {
        int width = _config.EmbeddingLength;
        _kernels.RmsNorm(Projected(row), norm, Projected(row), width, _config.RmsEpsilon);
        _kernels.Add(Residual(row), Projected(row), width);
    }
}
