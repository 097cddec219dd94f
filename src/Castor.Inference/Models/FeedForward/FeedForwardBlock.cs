using Castor.Inference.Kernels;
using Castor.Inference.Threading;

namespace Castor.Inference.Models.FeedForward;

/// <summary>A layer's feed-forward block, <c>down(gelu(gate x) * up x)</c>, with the room for its inner rows taken once.</summary>
internal sealed unsafe class FeedForwardBlock : IDisposable
{
    private readonly KernelSet _kernels;
    private readonly WorkerPool _pool;
    private readonly LinearWork _linear;
    private readonly GatedWork? _gated;
    private readonly ActivationRows _inner;
    private readonly RowWork _activate;
    private float* _gates;
    private float? _cut;
    private int _firstRow;

    /// <summary>Takes the room for steps of so many rows.</summary>
    public FeedForwardBlock(ModelConfig config, KernelSet kernels, WorkerPool pool, LinearWork linear, int maxBatch)
    {
        _kernels = kernels;
        _pool = pool;
        _linear = linear;
        _gated = kernels.PromptProducts is { } tiles ? new GatedWork(tiles, pool) : null;
        _inner = new ActivationRows(maxBatch, config.Layers.Max(l => l.FeedForwardLength));
        _activate = new RowWork((item, _) => Activate(_firstRow + item));
    }

    /// <summary>Computes.</summary>
    /// <param name="layer">The weights.</param>
    /// <param name="cut">As <see cref="LayerConfig.GateCut"/> has it.</param>
    /// <param name="rows">The activations, rounded.</param>
    /// <param name="rowCount">How many.</param>
    /// <param name="room">Room for each row's gates and what they gate, and 16 floats more.</param>
    /// <param name="output">Where row 0's outputs go; a row has as many as <paramref name="rows"/> have columns.</param>
    public void Run(LayerWeights layer, float? cut, ActivationRows rows, int rowCount, float* room, float* output)
    {
        _inner.Columns = layer.Down.Columns;
        _inner.PromptCount = rows.PromptCount;
        _firstRow = 0;
        _cut = cut;

        // A cut needs all of a row's gates.
        if (_gated is not null && cut is null && rows.PromptCount > 0 && GatedWork.Takes(layer.GateUp))
        {
            _firstRow = rows.PromptCount;
            _gated.Run(layer.GateUp, rows, rows.PromptCount, _inner);
        }

        if (_firstRow < rowCount)
        {
            _gates = room;
            _linear.Run(layer.GateUp, rows, _firstRow, rowCount - _firstRow, room, layer.GateUp.Rows);
            _pool.Run(_activate, rowCount - _firstRow);
        }

        _linear.Run(layer.Down, _inner, 0, rowCount, output, rows.Columns);
    }

    public void Dispose() => _inner.Dispose();

    private void Activate(int row)
    {
        int width = _inner.Columns;
        float* gate = _gates + (long)row * 2 * width;
        if (_cut is { } cut)
        {
            _kernels.GaussianTopK(gate, cut, width);
        }

        _kernels.GeluMultiply(gate, gate + width, _inner.Floats + (long)row * width, width);
        _kernels.Quantize(_inner, row);
    }
}
