using Castor.Inference.Kernels;
using Castor.Inference.Memory;
using Castor.Inference.Threading;

namespace Castor.Inference.Models;

/// <summary>From the last states of some rows to their logits.</summary>
internal sealed unsafe class OutputHead : IDisposable
{
    private readonly ModelConfig _config;
    private readonly ModelWeights _weights;
    private readonly Linear _head;
    private readonly KernelSet _kernels;
    private readonly WorkerPool _pool;
    private readonly LinearWork _linear;
    private readonly ActivationRows _rows;
    private readonly RowWork _enter;
    private NativeBuffer _logits = NativeBuffer.OfFloats(0);
    private ForwardBatch _batch = null!;
    private float* _residual;

    /// <summary>Binds the weights; the logits' room grows with what is asked for.</summary>
    public OutputHead(ModelConfig config, ModelWeights weights, Linear head, KernelSet kernels, WorkerPool pool, LinearWork linear, ActivationRows rows)
    {
        _config = config;
        _weights = weights;
        _head = head;
        _kernels = kernels;
        _pool = pool;
        _linear = linear;
        _rows = rows;
        _enter = new RowWork((row, _) => Enter(row));
    }

    private int Stride => PackedMatrix.GroupCountOf(_config.VocabularySize) * PackedLayout.Rows;

    /// <summary>Computes the logits that a batch asks for.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="residual">The states of its rows, one after the other.</param>
    public void Run(ForwardBatch batch, float* residual)
    {
        int count = batch.LogitCount;
        if (count == 0)
        {
            return;
        }

        if (_logits.ByteLength < (long)count * Stride * sizeof(float))
        {
            _logits.Dispose();
            _logits = NativeBuffer.OfFloats((long)count * Stride);
        }

        _batch = batch;
        _residual = residual;

        // Few rows, and of prompts and answers alike.
        _rows.PromptCount = 0;
        _pool.Run(_enter, count);
        _linear.Run(_head, _rows, 0, count, (float*)_logits.Data, Stride);
        if (_config.FinalSoftCap > 0)
        {
            for (int i = 0; i < count; i++)
            {
                fixed (float* logits = Logits(i))
                {
                    _kernels.SoftCap(logits, _config.FinalSoftCap, _config.VocabularySize);
                }
            }
        }
    }

    /// <summary>The logits of one of the rows asked for; valid until the next batch, and the caller's to change.</summary>
    public Span<float> Logits(int index) => new((float*)_logits.Data + (long)index * Stride, _config.VocabularySize);

    public void Dispose() => _logits.Dispose();

    private void Enter(int index)
    {
        int width = _config.EmbeddingLength;
        float* state = _residual + (long)_batch.LogitRows[index] * width;
        _kernels.RmsNorm(state, _weights.OutputNorm, _rows.Floats + (long)index * width, width, _config.RmsEpsilon);
        _kernels.Quantize(_rows, index);
    }
}
