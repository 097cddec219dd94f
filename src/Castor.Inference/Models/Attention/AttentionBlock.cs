using Castor.Inference.Kernels;
using Castor.Inference.KvCaches;
using Castor.Inference.Threading;

namespace Castor.Inference.Models.Attention;

/// <summary>A layer's attention block: from the normed rows to queries, keys and values, which are kept, and from the heads back to the model's width.</summary>
internal sealed unsafe class AttentionBlock : IDisposable
{
    private readonly ModelConfig _config;
    private readonly ModelWeights _weights;
    private readonly KernelSet _kernels;
    private readonly WorkerPool _pool;
    private readonly KvLayout _layout;
    private readonly LinearWork _linear;
    private readonly ActivationRows _rows;
    private readonly AttentionWork _work;
    private readonly List<RopeAngles> _angles = [];
    private readonly RopeAngles[] _layerAngles;
    private readonly RowWork _storeKeysAndValues;
    private readonly RowWork _roundHeads;
    private ForwardBatch _batch = null!;
    private LayerWeights _layer = null!;
    private int _layerIndex;
    private float* _queries;

    /// <summary>Takes the room for steps of so many rows as <paramref name="rows"/> hold.</summary>
    public AttentionBlock(ModelConfig config, ModelWeights weights, KernelSet kernels, WorkerPool pool, KvLayout layout, LinearWork linear, ActivationRows rows, int maxBatch)
    {
        _config = config;
        _weights = weights;
        _kernels = kernels;
        _pool = pool;
        _layout = layout;
        _linear = linear;
        _rows = rows;

        // Tiles cost more digits than weights of floats are to lose.
        _work = new AttentionWork(kernels, weights.Layers.All(l => l.QueryKeyValue.IsOfIntegers) ? kernels.PromptAttention : null, pool, config);
        _layerAngles = [.. config.Layers.Select(l => AnglesFor(l.Rope, maxBatch))];
        _storeKeysAndValues = new RowWork((row, _) => StoreKeysAndValues(row));
        _roundHeads = new RowWork((row, _) => _kernels.Quantize(_rows, row));
    }

    /// <summary>Prepares the angles by which a row's heads are turned.</summary>
    public void ComputeAngles(int row, int position)
    {
        foreach (RopeAngles angles in _angles)
        {
            angles.Compute(row, position);
        }
    }

    /// <summary>Computes.</summary>
    /// <param name="batch">The rows' sequences, which are extended.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="rowCount">How many rows; they come normed and rounded, and are overwritten.</param>
    /// <param name="room">Room for each row's queries, keys and values, and 16 floats more.</param>
    /// <param name="output">Where row 0's outputs go; a row is as wide as the model.</param>
    public void Run(ForwardBatch batch, int layer, int rowCount, float* room, float* output)
    {
        _batch = batch;
        _layer = _weights.Layers[layer];
        _layerIndex = layer;
        _queries = room;
        LayerConfig config = _config.Layers[layer];
        int stride = _layer.QueryKeyValue.Rows;
        _linear.Run(_layer.QueryKeyValue, _rows, 0, rowCount, room, stride);
        _pool.Run(_storeKeysAndValues, rowCount);
        _rows.Columns = config.HeadCount * config.HeadDim;
        _work.Run(batch, config, _layout[layer], room, stride, _rows.Floats);
        _pool.Run(_roundHeads, rowCount);
        _linear.Run(_layer.Output, _rows, 0, rowCount, output, _config.EmbeddingLength);
    }

    public void Dispose()
    {
        _work.Dispose();
        _angles.ForEach(a => a.Dispose());
    }

    private RopeAngles AnglesFor(RopeConfig rope, int maxBatch)
    {
        RopeAngles? known = _angles.Find(a => ReferenceEquals(a.Config, rope) || a.Config == rope);
        if (known is null)
        {
            known = new RopeAngles(rope, maxBatch);
            _angles.Add(known);
        }

        return known;
    }

    private void StoreKeysAndValues(int row)
    {
        LayerConfig layer = _config.Layers[_layerIndex];
        int headDim = layer.HeadDim;
        RopeAngles angles = _layerAngles[_layerIndex];
        float* queries = _queries + (long)row * _layer.QueryKeyValue.Rows;
        for (int h = 0; h < layer.HeadCount; h++)
        {
            float* head = queries + (long)h * headDim;
            _kernels.RmsNorm(head, _layer.QueryNorm, head, headDim, _config.RmsEpsilon);
            _kernels.Rotate(head, angles.Cos(row), angles.Sin(row), headDim / 2);
        }

        _kernels.Scale(queries, layer.QueryScale, layer.HeadCount * headDim);
        if (layer.KvSource != _layerIndex)
        {
            return;
        }

        float* keys = queries + (long)layer.HeadCount * headDim;
        float* values = keys + (long)layer.KvHeadCount * headDim;
        KvSlot slot = _layout[_layerIndex];
        int position = _batch.Positions[row];
        int inPage = position % KvLayout.PageLength;
        byte* page = SequenceOf(row).PageOf(slot.IsLocal, position);
        for (int h = 0; h < layer.KvHeadCount; h++, keys += headDim, values += headDim)
        {
            _kernels.RmsNorm(keys, _layer.KeyNorm, keys, headDim, _config.RmsEpsilon);
            _kernels.Rotate(keys, angles.Cos(row), angles.Sin(row), headDim / 2);
            if (layer.NormalizesValues)
            {
                _kernels.RmsNorm(values, null, values, headDim, _config.RmsEpsilon);
            }

            slot.Format.StoreKey(_kernels, keys, page + slot.KeyOffset + h * slot.HeadBytes, inPage, headDim);
            slot.Format.StoreValue(_kernels, values, page + slot.ValueOffset + h * slot.HeadBytes, inPage, headDim);
        }
    }

    private KvSequence SequenceOf(int row)
    {
        ReadOnlySpan<ForwardSpan> spans = _batch.Spans;
        int i = 0;
        while (row >= spans[i].FirstRow + spans[i].RowCount)
        {
            i++;
        }

        return spans[i].Sequence;
    }
}
