using Castor.Inference.Kernels;
using Castor.Inference.Memory;
using Castor.Inference.Threading;

namespace Castor.Inference.Models.AltUp;

/// <summary>
/// The residual streams of alternating updates (arXiv:2301.13310), with the room for them taken once. A layer works on the first stream alone: what each stream will be is
/// predicted from all of them before it, and corrected by what it has added to its own after it.
/// </summary>
internal sealed unsafe class AltUpStreams : IDisposable
{
    // As transformers has it; llama.cpp divides by zero there.
    private const float LeastPower = 1e-5f;

    private readonly ModelConfig _config;
    private readonly AltUpWeights _weights;
    private readonly KernelSet _kernels;
    private readonly WorkerPool _pool;
    private readonly LinearWork _linear;
    private readonly int _count;
    private readonly int _width;
    private readonly NativeBuffer _streams;
    private readonly NativeBuffer _predictions;
    private readonly RowWork _leave;
    private readonly RowWork _merge;
    private ForwardBatch _batch = null!;
    private ActivationRows _rows = null!;
    private float* _merged;
    private int _leaving;

    /// <summary>Takes the room for steps of so many rows.</summary>
    public AltUpStreams(ModelConfig config, AltUpWeights weights, KernelSet kernels, WorkerPool pool, LinearWork linear, int maxBatch)
    {
        _config = config;
        _weights = weights;
        _kernels = kernels;
        _pool = pool;
        _linear = linear;
        _count = config.AltUpStreamCount;
        _width = config.EmbeddingLength;
        _streams = NativeBuffer.OfFloats((long)maxBatch * _count * _width);
        _predictions = NativeBuffer.OfFloats((long)maxBatch * _count * _width);
        _leave = new RowWork((index, _) => Leave(index));
        _merge = new RowWork((index, _) => Merge(index));
    }

    private nint Stride => (nint)_count * _width;

    /// <summary>Projects the embeddings of all rows to the other streams.</summary>
    /// <param name="rows">The embeddings, rounded.</param>
    /// <param name="rowCount">How many.</param>
    public void Project(ActivationRows rows, int rowCount) => _linear.Run(_weights.Projection, rows, 0, rowCount, Stream(0, 1), Stride);

    /// <summary>Sets a row's streams: its embedding, and the projections of it at the same magnitude.</summary>
    public void Enter(int row, float* embedding)
    {
        Copy(embedding, Stream(row, 0));
        float power = Power(embedding);
        for (int i = 1; i < _count; i++)
        {
            Rescale(Stream(row, i), power);
        }
    }

    /// <summary>Predicts a row's streams before a layer.</summary>
    /// <param name="row">The row.</param>
    /// <param name="layer">The layer's weights.</param>
    /// <param name="active">Where the prediction of the stream goes that the layer works on.</param>
    public void Predict(int row, AltUpLayerWeights layer, float* active)
    {
        Span<float> modalities = stackalloc float[_count];
        Route(layer, Stream(row, 0), active, modalities);
        for (int i = 0; i < _count; i++)
        {
            float* prediction = Prediction(row, i);
            Copy(Stream(row, i), prediction);
            for (int j = 0; j < _count; j++)
            {
                _kernels.Merge(prediction, 1, Stream(row, j), Combine(layer.PredictionCoefficients, i * _count + j, modalities), _width);
            }
        }

        Copy(Prediction(row, 0), active);
    }

    /// <summary>Corrects a row's predictions after a layer.</summary>
    /// <param name="row">The row.</param>
    /// <param name="layer">The layer's weights.</param>
    /// <param name="activated">What the layer has made of its stream; the innovation, the difference to what was predicted, afterwards.</param>
    /// <param name="output">Where the first stream goes, scaled for the layer's own embedding.</param>
    public void Correct(int row, AltUpLayerWeights layer, float* activated, float* output)
    {
        Span<float> modalities = stackalloc float[_count];
        Route(layer, activated, output, modalities);
        _kernels.Merge(activated, 1, Prediction(row, 0), -1, _width);
        for (int i = 0; i < _count; i++)
        {
            float* stream = Stream(row, i);
            Copy(Prediction(row, i), stream);
            _kernels.Merge(stream, 1, activated, 1 + Combine(layer.CorrectionCoefficients, i, modalities), _width);
        }

        Copy(Stream(row, 0), output);
        _kernels.MultiplyEach(output, layer.CorrectionScale, _width);
    }

    /// <summary>Adds to all of a row's streams but the first.</summary>
    public void AddToOthers(int row, float* added)
    {
        for (int i = 1; i < _count; i++)
        {
            _kernels.Add(Stream(row, i), added, _width);
        }
    }

    /// <summary>Makes one state of the streams of each row whose logits are asked for: their mean, the others projected back at the magnitude of the first.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="rows">Room for the products' inputs.</param>
    /// <param name="merged">Where the state of row 0 goes; rows lie one after the other.</param>
    public void Merge(ForwardBatch batch, ActivationRows rows, float* merged)
    {
        if (batch.LogitCount == 0)
        {
            return;
        }

        _batch = batch;
        _rows = rows;
        _merged = merged;
        rows.Columns = _width;

        // Few rows, and of prompts and answers alike.
        rows.PromptCount = 0;
        for (_leaving = 1; _leaving < _count; _leaving++)
        {
            _pool.Run(_leave, batch.LogitCount);
            _linear.Run(_weights.Unembedding[_leaving - 1], rows, 0, batch.LogitCount, Prediction(0, _leaving), Stride);
        }

        _pool.Run(_merge, batch.LogitCount);
    }

    public void Dispose()
    {
        _streams.Dispose();
        _predictions.Dispose();
    }

    private float* Stream(int row, int index) => (float*)_streams.Data + row * Stride + (nint)index * _width;

    private float* Prediction(int row, int index) => (float*)_predictions.Data + row * Stride + (nint)index * _width;

    private void Copy(float* from, float* to) => new ReadOnlySpan<float>(from, _width).CopyTo(new Span<float>(to, _width));

    private float Power(float* x) => _kernels.Dot(x, x, _width) / _width;

    private void Rescale(float* x, float power) => _kernels.Scale(x, MathF.Sqrt(power / MathF.Max(Power(x), LeastPower)), _width);

    // One number from -1 to 1 for each stream; the norm goes into the room.
    private void Route(AltUpLayerWeights layer, float* x, float* room, Span<float> modalities)
    {
        _kernels.RmsNorm(x, layer.RouterNorm, room, _width, _config.RmsEpsilon);
        for (int i = 0; i < modalities.Length; i++)
        {
            modalities[i] = MathF.Tanh(_kernels.Dot(room, layer.Router + (nint)i * _width, _width) / _width);
        }
    }

    private static float Combine(float* coefficients, int index, Span<float> modalities)
    {
        float sum = 0;
        for (int k = 0; k < modalities.Length; k++)
        {
            sum += coefficients[index * modalities.Length + k] * modalities[k];
        }

        return sum;
    }

    private void Leave(int index)
    {
        Copy(Stream(_batch.LogitRows[index], _leaving), _rows.Floats + (nint)index * _width);
        _kernels.Quantize(_rows, index);
    }

    private void Merge(int index)
    {
        int row = _batch.LogitRows[index];
        float* merged = _merged + (nint)row * _width;
        Copy(Stream(row, 0), merged);
        float power = Power(merged);
        for (int i = 1; i < _count; i++)
        {
            float* back = Prediction(index, i);
            Rescale(back, power);
            _kernels.Add(merged, back, _width);
        }

        _kernels.Scale(merged, 1f / _count, _width);
    }
}
