using System.Runtime.CompilerServices;
using Castor.Inference.Kernels;
using Castor.Inference.Kernels.Emitted;
using Castor.Inference.KvCaches;
using Castor.Inference.Memory;
using Castor.Inference.Threading;

namespace Castor.Inference.Models.Attention;

/// <summary>
/// Softmax attention over paged keys and values, chunk by chunk of positions with a running maximum (arXiv:2205.14135). The chunks are those of the
/// absolute positions and are merged from the first to the last, whoever computes them, so that a row's result never depends on how the work is cut.
/// </summary>
internal sealed unsafe class AttentionWork : ParallelWork, IDisposable
{
    /// <summary>Positions of a chunk.</summary>
    public const int ChunkLength = 128;

    private const int MaxQueries = 32;

    // What is unpacked for tiles is to serve more queries.
    private const int MaxTileQueries = 128;

    private readonly KernelSet _kernels;
    private readonly TileAttention? _tiles;
    private readonly WorkerPool _pool;
    private readonly AttentionScratch[] _scratch;
    private readonly AttentionPlan _plan = new();
    private readonly RowWork _mergeWork;
    private readonly int _maxHeads;
    private readonly int _maxHeadDim;
    private readonly bool _isCausal;
    private NativeBuffer _partials = NativeBuffer.OfFloats(0);
    private int _partialCapacity;
    private ForwardBatch _batch = null!;
    private LayerConfig _layer = null!;
    private AttentionMask _mask;
    private KvSlot _slot;
    private float* _queries;
    private nint _queryStride;
    private float* _output;

    /// <summary>Reserves each worker's room.</summary>
    /// <param name="kernels">The tensor operations.</param>
    /// <param name="tiles">The products for the rows of prompts; null where they are those of all rows.</param>
    /// <param name="pool">The workers.</param>
    /// <param name="config">The model.</param>
    public AttentionWork(KernelSet kernels, TileAttention? tiles, WorkerPool pool, ModelConfig config)
    {
        _kernels = kernels;
        _tiles = tiles;
        _pool = pool;
        _isCausal = config.IsCausal;
        _maxHeadDim = config.Layers.Max(l => l.HeadDim);
        _maxHeads = config.Layers.Max(l => l.HeadCount / l.KvHeadCount);
        _scratch = new AttentionScratch[pool.WorkerCount];
        for (int i = 0; i < _scratch.Length; i++)
        {
            _scratch[i] = new AttentionScratch(Math.Max(_tiles is null ? MaxQueries : MaxTileQueries, _maxHeads), _maxHeadDim, _tiles is not null);
        }

        _mergeWork = new RowWork((item, _) => Merge(_plan.Merges[item]));
    }

    private int PartialFloats => _maxHeads * (_maxHeadDim + 16);

    /// <summary>Attends.</summary>
    /// <param name="batch">The rows; their keys and values are in the cache already.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="slot">Its place in the pages.</param>
    /// <param name="queries">Each row's query heads, one after the other.</param>
    /// <param name="queryStride">Floats from one row's queries to the next's.</param>
    /// <param name="output">Each row's heads, one after the other and the rows too.</param>
    public void Run(ForwardBatch batch, LayerConfig layer, KvSlot slot, float* queries, nint queryStride, float* output)
    {
        _batch = batch;
        _layer = layer;
        _mask = new AttentionMask(layer.Window, _isCausal);
        _slot = slot;
        _queries = queries;
        _queryStride = queryStride;
        _output = output;
        Plan();
        _pool.Run(this, _plan.Items.Count);
        if (_plan.Merges.Count > 0)
        {
            _pool.Run(_mergeWork, _plan.Merges.Count);
        }
    }

    public override void Execute(int item, int worker)
    {
        AttentionItem work = _plan.Items[item];
        AttentionScratch scratch = _scratch[worker];
        int group = _layer.HeadCount / _layer.KvHeadCount;
        int queryCount = work.RowCount * group;
        float* queries = Gather(work, group, scratch);
        float* sum = scratch.Sum;
        float* states = scratch.States;
        if (work.Partial >= 0)
        {
            sum = Partial(work.Partial);
            states = sum + (long)_maxHeads * _maxHeadDim;
        }

        new Span<float>(sum, queryCount * _layer.HeadDim).Clear();
        for (int q = 0; q < queryCount; q++)
        {
            states[2 * q] = float.NegativeInfinity;
            states[2 * q + 1] = 0;
        }

        for (int chunk = work.FirstChunk; chunk < work.EndChunk; chunk++)
        {
            AddChunk(work, chunk, group, queries, sum, states, scratch);
        }

        if (work.Partial < 0)
        {
            WriteOutput(work, group, sum, states);
        }
    }

    public void Dispose()
    {
        foreach (AttentionScratch scratch in _scratch)
        {
            scratch.Dispose();
        }

        _partials.Dispose();
    }

    private void Plan()
    {
        _plan.Cut(_batch, _layer, _mask, IsByTiles(0) ? MaxTileQueries : MaxQueries, MaxQueries);
        if (_plan.Partials > _partialCapacity)
        {
            _partialCapacity = Math.Max(_plan.Partials, 2 * _partialCapacity);
            _partials.Dispose();
            _partials = NativeBuffer.OfFloats((long)_partialCapacity * PartialFloats);
        }
    }

    private float* Partial(int index) => (float*)_partials.Data + (long)index * PartialFloats;

    private bool IsByTiles(int row) => _tiles is not null && row < _batch.PromptCount && _layer.HeadDim % TileAttention.Step == 0;

    // The queries of several rows are brought together, so that the kernels see rows of one length.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float* Gather(AttentionItem work, int group, AttentionScratch scratch)
    {
        long width = (long)group * _layer.HeadDim;
        float* first = _queries + work.FirstRow * _queryStride + work.KvHead * width;
        if (IsByTiles(work.FirstRow))
        {
            for (int q = 0; q < work.RowCount * group; q++)
            {
                ActivationTiles.Round(first + q / group * _queryStride + (long)(q % group) * _layer.HeadDim, _layer.HeadDim, scratch.QueryTiles, q);
            }

            return null;
        }

        if (work.RowCount == 1)
        {
            return first;
        }

        for (int row = 0; row < work.RowCount; row++)
        {
            Buffer.MemoryCopy(first + row * _queryStride, scratch.Queries + row * width, width * sizeof(float), width * sizeof(float));
        }

        return scratch.Queries;
    }

    private void AddChunk(AttentionItem work, int chunk, int group, float* queries, float* sum, float* states, AttentionScratch scratch)
    {
        ForwardSpan span = _batch.Spans[work.Span];
        int queryCount = work.RowCount * group;
        int headDim = _layer.HeadDim;
        int position = span.Start + (work.FirstRow - span.FirstRow);
        int start = chunk * ChunkLength;
        int end = Math.Min(start + ChunkLength, _mask.Last(span, position + work.RowCount - 1) + 1);
        ChunkRange range = new(span.Sequence, _slot, work.KvHead, start, Math.Max(start, _mask.First(position)), end);
        if (IsByTiles(work.FirstRow))
        {
            TileChunk.Score(_tiles!, range, headDim, queryCount, scratch);
            Weigh(span, position, group, queryCount, start, scratch);
            for (int q = 0; q < queryCount; q++)
            {
                ActivationTiles.Round(scratch.Scores + (long)q * ChunkLength, ChunkLength, scratch.WeightTiles, q);
            }

            TileChunk.SumValues(_tiles!, range, headDim, queryCount, scratch);
        }
        else
        {
            VectorChunk.Score(_kernels, range, headDim, queries, queryCount, scratch);
            Weigh(span, position, group, queryCount, start, scratch);
            VectorChunk.SumValues(_kernels, range, headDim, queryCount, scratch);
        }

        for (int q = 0; q < queryCount; q++)
        {
            MergeInto(sum + (long)q * headDim, states + 2 * q, scratch.Chunk + (long)q * headDim, scratch.ChunkStates + 2 * q);
        }
    }

    // Turns the scores of positions that a query sees into weights, those of others into zeros.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Weigh(ForwardSpan span, int position, int group, int queryCount, int start, AttentionScratch scratch)
    {
        for (int q = 0; q < queryCount; q++)
        {
            int own = position + q / group;
            float* row = scratch.Scores + (long)q * ChunkLength;
            int rowFirst = Math.Clamp(_mask.First(own) - start, 0, ChunkLength);
            int rowEnd = Math.Clamp(_mask.Last(span, own) + 1 - start, 0, ChunkLength);
            float maximum = float.NegativeInfinity;
            float weight = 0;
            if (rowFirst < rowEnd)
            {
                new Span<float>(row, rowFirst).Fill(float.NegativeInfinity);
                new Span<float>(row + rowEnd, ChunkLength - rowEnd).Fill(float.NegativeInfinity);
                weight = _kernels.Exponentiate(row, ChunkLength, out maximum);
            }
            else
            {
                new Span<float>(row, ChunkLength).Clear();
            }

            scratch.ChunkStates[2 * q] = maximum;
            scratch.ChunkStates[2 * q + 1] = weight;
        }
    }

    private void MergeInto(float* sum, float* state, float* part, float* partState)
    {
        if (partState[1] == 0)
        {
            return;
        }

        float maximum = MathF.Max(state[0], partState[0]);
        float scale = MathF.Exp(state[0] - maximum);
        float factor = MathF.Exp(partState[0] - maximum);
        _kernels.Merge(sum, scale, part, factor, _layer.HeadDim);
        state[0] = maximum;
        state[1] = state[1] * scale + partState[1] * factor;
    }

    private void Merge(AttentionItem whole)
    {
        int group = _layer.HeadCount / _layer.KvHeadCount;
        float* sum = Partial(whole.Partial);
        float* states = sum + (long)_maxHeads * _maxHeadDim;
        for (int chunk = 1; chunk < whole.EndChunk - whole.FirstChunk; chunk++)
        {
            float* part = Partial(whole.Partial + chunk);
            float* partStates = part + (long)_maxHeads * _maxHeadDim;
            for (int q = 0; q < group; q++)
            {
                MergeInto(sum + (long)q * _layer.HeadDim, states + 2 * q, part + (long)q * _layer.HeadDim, partStates + 2 * q);
            }
        }

        WriteOutput(whole, group, sum, states);
    }

    private void WriteOutput(AttentionItem work, int group, float* sum, float* states)
    {
        int headDim = _layer.HeadDim;
        for (int row = 0; row < work.RowCount; row++)
        {
            for (int h = 0; h < group; h++)
            {
                int q = row * group + h;
                float* source = sum + (long)q * headDim;
                float* target = _output + ((long)(work.FirstRow + row) * _layer.HeadCount + work.KvHead * group + h) * headDim;
                _kernels.Scale(source, 1f / states[2 * q + 1], headDim);
                Buffer.MemoryCopy(source, target, headDim * sizeof(float), headDim * sizeof(float));
            }
        }
    }
}
