using Castor.Inference.Kernels;
using Castor.Inference.Memory;
using Castor.Inference.Threading;

namespace Castor.Inference.Models.Laurel;

/// <summary>A learned augmented residual (arXiv:2411.07501), <c>x + norm(right(left x))</c>, beside attention, with the room for it taken once.</summary>
internal sealed unsafe class LaurelBlock : IDisposable
{
    private readonly ModelConfig _config;
    private readonly KernelSet _kernels;
    private readonly WorkerPool _pool;
    private readonly LinearWork _linear;
    private readonly ActivationRows _inner;
    private readonly NativeBuffer _outputs;
    private readonly RowWork _round;
    private readonly RowWork _leave;
    private LaurelWeights _weights = null!;
    private ActivationRows _rows = null!;

    /// <summary>Takes the room for steps of so many rows.</summary>
    public LaurelBlock(ModelConfig config, KernelSet kernels, WorkerPool pool, LinearWork linear, int maxBatch)
    {
        _config = config;
        _kernels = kernels;
        _pool = pool;
        _linear = linear;
        _inner = new ActivationRows(maxBatch, config.LaurelRank) { Columns = config.LaurelRank };
        _outputs = NativeBuffer.OfFloats((long)maxBatch * config.EmbeddingLength);
        _round = new RowWork((row, _) => _kernels.Quantize(_inner, row));
        _leave = new RowWork((row, _) => Leave(row));
    }

    /// <summary>Computes the branch and keeps it.</summary>
    /// <param name="weights">The layer's weights.</param>
    /// <param name="rows">The layer's input, normed and rounded.</param>
    /// <param name="rowCount">How many rows.</param>
    public void Run(LaurelWeights weights, ActivationRows rows, int rowCount)
    {
        _weights = weights;
        _rows = rows;
        _inner.PromptCount = rows.PromptCount;
        _linear.Run(weights.Left, rows, 0, rowCount, _inner.Floats, _inner.Columns);
        _pool.Run(_round, rowCount);
        _linear.Run(weights.Right, _inner, 0, rowCount, Output(0), _config.EmbeddingLength);
        _pool.Run(_leave, rowCount);
    }

    /// <summary>Adds a row's branch to what attention has made of the stream; both count half of their power.</summary>
    public void AddTo(int row, float* stream)
    {
        _kernels.Add(stream, Output(row), _config.EmbeddingLength);
        _kernels.Scale(stream, 1f / MathF.Sqrt(2), _config.EmbeddingLength);
    }

    public void Dispose()
    {
        _inner.Dispose();
        _outputs.Dispose();
    }

    private float* Output(int row) => (float*)_outputs.Data + (nint)row * _config.EmbeddingLength;

    private void Leave(int row)
    {
        int width = _config.EmbeddingLength;
        _kernels.RmsNorm(Output(row), _weights.Norm, Output(row), width, _config.RmsEpsilon);
        _kernels.Add(Output(row), _rows.Floats + (nint)row * width, width);
    }
}
