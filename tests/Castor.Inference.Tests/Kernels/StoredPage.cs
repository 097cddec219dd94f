using Castor.Inference.Kernels;
using Castor.Inference.Kernels.Emitted;
using Castor.Inference.KvCaches;
using Castor.Inference.Memory;

namespace Castor.Inference.Tests.Kernels;

/// <summary>The keys and values of one head in a page of random positions, with queries and weights.</summary>
internal sealed unsafe class StoredPage : IDisposable
{
    private const int Positions = KvLayout.PageLength;
    private const int WeightStride = 128;

    private readonly KernelSet _kernels;
    private readonly KvFormat _format;
    private readonly int _headDim;
    private readonly NativeBuffer _keys;
    private readonly NativeBuffer _values;
    private readonly NativeBuffer _floats;
    private readonly float* _queries;
    private readonly float* _weights;
    private readonly float* _keyFloats;
    private readonly float* _valueFloats;
    private readonly float* _results;

    public StoredPage(KernelSet kernels, KvCacheType type, int queryCount, int headDim)
    {
        _kernels = kernels;
        _format = KvFormat.Of(type);
        _headDim = headDim;
        _keys = new NativeBuffer(_format.HeadBytes(headDim));
        _values = new NativeBuffer(_format.HeadBytes(headDim));
        int stored = Positions * headDim;
        int weights = queryCount * WeightStride;
        _floats = NativeBuffer.OfFloats(2L * stored + queryCount * headDim + weights + Math.Max(queryCount * headDim, queryCount * Positions));
        _keyFloats = (float*)_floats.Data;
        _valueFloats = _keyFloats + stored;
        _queries = _valueFloats + stored;
        _weights = _queries + queryCount * headDim;
        _results = _weights + weights;
        SeededNumbers numbers = new((ulong)headDim);
        for (float* x = _keyFloats; x < _results; x++)
        {
            *x = numbers.Normal();
        }

        for (int p = 0; p < Positions; p++)
        {
            _format.StoreKey(kernels, _keyFloats + p * headDim, _keys.Data, p, headDim);
            _format.StoreValue(kernels, _valueFloats + p * headDim, _values.Data, p, headDim);
        }
    }

    public float[] Score(int firstQuery, int queryCount)
    {
        for (int p = 0; p < Positions; p += KvLayout.TileLength)
        {
            _format.Score(_kernels, _queries + firstQuery * _headDim, queryCount, _keys.Data, p, _headDim, _results + p, Positions);
        }

        return new Span<float>(_results, queryCount * Positions).ToArray();
    }

    public float[] AddValues(int firstQuery, int queryCount, int position, int count)
    {
        new Span<float>(_results, queryCount * _headDim).Clear();
        _format.AddValues(_kernels, _weights + firstQuery * WeightStride, WeightStride, queryCount, _values.Data, position, count, _headDim, _results);
        return new Span<float>(_results, queryCount * _headDim).ToArray();
    }

    public float[] ScoreByTiles(int firstQuery, int queryCount)
    {
        using NativeBuffer tiles = Tiles(_queries + firstQuery * _headDim, _headDim, queryCount, _headDim);
        using NativeBuffer room = new(TileAttention.PanelRoom);
        for (int p = 0; p < Positions; p += TileAttention.Step)
        {
            _kernels.PromptAttention!.Score(_format, _keys.Data, p, _headDim, tiles.Data, queryCount, _results + p, Positions, room.Data);
        }

        return new Span<float>(_results, queryCount * Positions).ToArray();
    }

    public float[] AddValuesByTiles(int firstQuery, int queryCount, int position, int count)
    {
        // The weights begin with the first position that counts.
        float* weights = stackalloc float[queryCount * Positions];
        new Span<float>(weights, queryCount * Positions).Clear();
        for (int q = 0; q < queryCount; q++)
        {
            new Span<float>(_weights + (firstQuery + q) * WeightStride, count).CopyTo(new Span<float>(weights + q * Positions + position, count));
        }

        using NativeBuffer tiles = Tiles(weights, Positions, queryCount, Positions);
        using NativeBuffer room = new(TileAttention.PanelRoom);
        for (int d = 0; d < _headDim; d += TileAttention.Step)
        {
            for (int p = 0; p < Positions; p += TileAttention.Step)
            {
                for (int half = 0; half < 2; half++)
                {
                    _format.ValueTile(
                        _values.Data, p, _headDim, d + half * TileAttention.Step / 2, Math.Max(0, position - p), Math.Min(TileAttention.Step, position + count - p),
                        TileAttention.ValuePanel(room.Data, p / TileAttention.Step, half));
                }
            }

            _kernels.PromptAttention!.SumValues(tiles.Data, Positions, queryCount, 0, Positions / TileAttention.Step, room.Data, _results + d, _headDim);
        }

        return new Span<float>(_results, queryCount * _headDim).ToArray();
    }

    /// <summary>Makes values what memory may have where none were stored.</summary>
    public void Spoil(int first, int end)
    {
        float* spoilt = stackalloc float[_headDim];
        new Span<float>(spoilt, _headDim).Fill(float.NaN);
        for (int p = first; p < end; p++)
        {
            _format.StoreValue(_kernels, spoilt, _values.Data, p, _headDim);
        }
    }

    public double Dot(int query, int position)
    {
        double sum = 0;
        for (int d = 0; d < _headDim; d++)
        {
            sum += (double)_queries[query * _headDim + d] * _keyFloats[position * _headDim + d];
        }

        return sum;
    }

    public double Sum(int query, int d, int position, int count)
    {
        double sum = 0;
        for (int p = 0; p < count; p++)
        {
            sum += (double)_weights[query * WeightStride + p] * _valueFloats[(position + p) * _headDim + d];
        }

        return sum;
    }

    /// <summary>The root of the squared error over the root of the squares.</summary>
    public static double Distance(float[] actual, Func<int, int, double> expected, int rows, int columns)
    {
        double error = 0;
        double power = 0;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                double exact = expected(row, column);
                error += Math.Pow(actual[row * columns + column] - exact, 2);
                power += exact * exact;
            }
        }

        return Math.Sqrt(error / power);
    }

    private static NativeBuffer Tiles(float* rows, int stride, int count, int columns)
    {
        NativeBuffer tiles = new((count + 15 & ~15) * (long)columns * sizeof(ushort));
        for (int row = 0; row < count; row++)
        {
            ActivationTiles.Round(rows + row * stride, columns, tiles.Data, row);
        }

        return tiles;
    }

    public void Dispose()
    {
        _keys.Dispose();
        _values.Dispose();
        _floats.Dispose();
    }
}
