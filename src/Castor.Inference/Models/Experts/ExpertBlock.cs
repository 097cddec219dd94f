using Castor.Inference.Kernels;
using Castor.Inference.Memory;
using Castor.Inference.Threading;

namespace Castor.Inference.Models.Experts;

/// <summary>
/// The experts beside a layer's feed-forward block, with all room for them taken once: a router gives each row to some of them, and what these make of it is added to what the
/// block has made.
/// </summary>
internal sealed unsafe class ExpertBlock : IDisposable
{
    private readonly ModelConfig _config;
    private readonly KernelSet _kernels;
    private readonly WorkerPool _pool;
    private readonly LinearWork _linear;
    private readonly ExpertRouting _routing;
    private readonly ExpertWork _work;
    private readonly ActivationRows _slots;
    private readonly NativeBuffer _logits;
    private readonly NativeBuffer _outputs;
    private readonly int _inner;
    private readonly int _logitStride;
    private readonly int _outputStride;
    private readonly RowWork _enterRouter;
    private readonly RowWork _choose;
    private readonly RowWork _enterExperts;
    private readonly RowWork _activate;
    private readonly RowWork _leave;
    private ExpertWeights _weights = null!;
    private ActivationRows _rows = null!;
    private float* _residual;
    private float* _shared;

    /// <summary>Takes the room for steps of so many rows.</summary>
    public ExpertBlock(ModelConfig config, ExpertConfig experts, KernelSet kernels, WorkerPool pool, LinearWork linear, int maxBatch)
    {
        _config = config;
        _kernels = kernels;
        _pool = pool;
        _linear = linear;
        _inner = experts.FeedForwardLength;
        _routing = new ExpertRouting(experts, maxBatch, kernels.MultipliesPromptsApart);
        _work = new ExpertWork(kernels, pool, _routing);
        _logitStride = PackedMatrix.GroupCountOf(experts.Count) * PackedLayout.Rows;
        _outputStride = Math.Max(2 * _inner, config.EmbeddingLength);
        _slots = new ActivationRows(_routing.SlotCapacity, Math.Max(_inner, config.EmbeddingLength));
        _logits = NativeBuffer.OfFloats((long)maxBatch * _logitStride);
        _outputs = NativeBuffer.OfFloats((long)_routing.SlotCapacity * _outputStride + PackedLayout.Rows);
        _enterRouter = new RowWork((row, _) => EnterRouter(row));
        _choose = new RowWork((row, _) => _routing.Choose(row, Logits(row), 1 / MathF.Sqrt(_config.EmbeddingLength), _weights.Scale));
        _enterExperts = new RowWork((row, _) => EnterExperts(row));
        _activate = new RowWork((row, _) => Activate(row));
        _leave = new RowWork((row, _) => Leave(row));
    }

    /// <summary>Adds what the experts make of the residual stream.</summary>
    /// <param name="weights">The layer's experts.</param>
    /// <param name="rows">Room for the router's input, <see cref="ModelConfig.EmbeddingLength"/> columns wide.</param>
    /// <param name="rowCount">The rows of the step.</param>
    /// <param name="residual">The residual stream, a row after the other, as the feed-forward block has read it.</param>
    /// <param name="shared">What that block has made, a row after the other; both, normalised and added, afterwards.</param>
    public void Run(ExpertWeights weights, ActivationRows rows, int rowCount, float* residual, float* shared)
    {
        _weights = weights;
        _rows = rows;
        _residual = residual;
        _shared = shared;
        _pool.Run(_enterRouter, rowCount);
        _linear.Run(weights.Router, rows, 0, rowCount, Logits(0), _logitStride);
        _pool.Run(_choose, rowCount);
        _routing.Group(rowCount, rows.PromptCount);
        _slots.PromptCount = _routing.PromptSlotCount;
        _slots.Columns = _config.EmbeddingLength;
        _pool.Run(_enterExperts, rowCount);
        _work.Run(weights.GateUp, _slots, Output(0), _outputStride);
        _slots.Columns = _inner;
        _pool.Run(_activate, rowCount);
        _work.Run(weights.Down, _slots, Output(0), _outputStride);
        _pool.Run(_leave, rowCount);
    }

    public void Dispose()
    {
        _slots.Dispose();
        _logits.Dispose();
        _outputs.Dispose();
    }

    private float* Logits(int row) => (float*)_logits.Data + (long)row * _logitStride;

    private float* Output(int slot) => (float*)_outputs.Data + (long)slot * _outputStride;

    private float* Residual(int row) => _residual + (long)row * _config.EmbeddingLength;

    private float* Input(int slot) => _slots.Floats + (long)slot * _slots.Columns;

    private void EnterRouter(int row)
    {
        int width = _config.EmbeddingLength;
        float* shared = _shared + (long)row * width;
        _kernels.RmsNorm(shared, _weights.PostSharedNorm, shared, width, _config.RmsEpsilon);
        _kernels.RmsNorm(Residual(row), _weights.RouterScale, _rows.Floats + (long)row * width, width, _config.RmsEpsilon);
        _kernels.Quantize(_rows, row);
    }

    private void EnterExperts(int row)
    {
        int width = _config.EmbeddingLength;
        ReadOnlySpan<int> slots = _routing.SlotsOf(row);
        float* first = Input(slots[0]);
        _kernels.RmsNorm(Residual(row), _weights.Norm, first, width, _config.RmsEpsilon);
        foreach (int slot in slots)
        {
            new ReadOnlySpan<float>(first, width).CopyTo(new Span<float>(Input(slot), width));
            _kernels.Quantize(_slots, slot);
        }
    }

    private void Activate(int row)
    {
        foreach (int slot in _routing.SlotsOf(row))
        {
            _kernels.GeluMultiply(Output(slot), Output(slot) + _inner, Input(slot), _inner);
            _kernels.Quantize(_slots, slot);
        }
    }

    // In the order of the row's own experts, so that the sum does not depend on where their slots are.
    private void Leave(int row)
    {
        int width = _config.EmbeddingLength;
        ReadOnlySpan<int> slots = _routing.SlotsOf(row);
        ReadOnlySpan<float> weights = _routing.WeightsOf(row);
        float* sum = Output(slots[0]);
        _kernels.Scale(sum, weights[0], width);
        for (int i = 1; i < slots.Length; i++)
        {
            _kernels.Merge(sum, 1, Output(slots[i]), weights[i], width);
        }

        _kernels.RmsNorm(sum, _weights.PostNorm, sum, width, _config.RmsEpsilon);
        _kernels.Add(_shared + (long)row * width, sum, width);
    }
}
