using Castor.Inference.Kernels;
using Castor.Inference.Kernels.Emitted;

namespace Castor.Inference.KvCaches;

/// <summary>
/// Where a head's keys and values lie in their parts of a page, and the tensor operations that know them. Keys are tiles of 16 positions, so that a vector's lane is
/// a position; values are rows, so that it is a dimension. Positions count within the page.
/// </summary>
internal abstract unsafe class KvFormat
{
    /// <summary>The format of a type.</summary>
    public static KvFormat Of(KvCacheType type) => type switch
    {
        KvCacheType.F16 => new HalfKvFormat(),
        KvCacheType.Q8_0 => new ByteKvFormat(),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such type of keys and values."),
    };

    /// <summary>The dimensions that share a scale: heads are multiples of it.</summary>
    public abstract int BlockLength { get; }

    /// <summary>The bytes of one head's keys, or values, in a page.</summary>
    public abstract long HeadBytes(int headDim);

    /// <summary>Stores the key of a position.</summary>
    public abstract void StoreKey(KernelSet kernels, float* key, byte* keys, int position, int headDim);

    /// <summary>Stores the value of a position.</summary>
    public abstract void StoreValue(KernelSet kernels, float* value, byte* values, int position, int headDim);

    /// <summary>Scores of queries against the tile of 16 keys that begins at a position.</summary>
    public abstract void Score(KernelSet kernels, float* queries, int queryCount, byte* keys, int position, int headDim, float* scores, nint stride);

    /// <summary>Adds the weighted values of some positions to the queries' outputs.</summary>
    public abstract void AddValues(
        KernelSet kernels, float* weights, nint stride, int queryCount, byte* values, int position, int count, int headDim, float* output);

    /// <summary>Keys of the 16 positions from one on as bf16 tiles of 32 dimensions; see <see cref="KvTiles"/>.</summary>
    public abstract void KeyTiles(byte* keys, int position, int headDim, int firstBlock, int count, byte* tiles);

    /// <summary>16 dimensions of the values of the 32 positions from one on as a bf16 tile; 0 outside the range of them that counts.</summary>
    public abstract void ValueTile(byte* values, int position, int headDim, int dimension, int first, int end, byte* tile);
}
