using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Castor.Inference.Kernels.Width512;
using Castor.Inference.KvCaches;

namespace Castor.Inference.Kernels.Emitted;

/// <summary>Makes tiles of stored keys and values, as products take weights: 16 rows of one pair of what is added up for 16 outputs.</summary>
internal static unsafe class KvTiles
{
    /// <summary>What a tile adds up: dimensions of keys, positions of values.</summary>
    public const int Depth = 32;

    private const int Lanes = 16;

    /// <summary>Keys of 16 positions, 32 dimensions a tile.</summary>
    /// <param name="keys">f16, <c>[dimension, 16]</c>, from the first dimension on.</param>
    /// <param name="count">Tiles.</param>
    /// <param name="tiles">Where they go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OfKeys(ushort* keys, int count, byte* tiles)
    {
        for (int pair = 0; pair < count * Depth / 2; pair++, keys += 2 * Lanes, tiles += TileProgram.RowBytes)
        {
            Bf16.Pair(Lanes512.LoadHalves(keys), Lanes512.LoadHalves(keys + Lanes)).Store((uint*)tiles);
        }
    }

    /// <summary>Keys of bytes, as <see cref="ByteKvFormat"/> has them, of 16 positions.</summary>
    /// <param name="blocks">The first block of 32 dimensions.</param>
    /// <param name="count">Tiles.</param>
    /// <param name="tiles">Where they go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OfByteKeys(byte* blocks, int count, byte* tiles)
    {
        for (int b = 0; b < count; b++, blocks += ByteKvFormat.TileBlockBytes)
        {
            Vector512<float> scale = Lanes512.LoadHalves(blocks);
            byte* bytes = blocks + Lanes * sizeof(ushort);
            for (int pair = 0; pair < Depth / 2; pair++, bytes += 2 * Lanes, tiles += TileProgram.RowBytes)
            {
                Bf16.Pair(Lanes512.LoadSignedBytes(bytes) * scale, Lanes512.LoadSignedBytes(bytes + Lanes) * scale).Store((uint*)tiles);
            }
        }
    }

    /// <summary>16 dimensions of the values of 32 positions; 0 for those outside a range, whatever lies there.</summary>
    /// <param name="values">f16, <c>[position, headDim]</c>, from the tile's first position and dimension on.</param>
    /// <param name="headDim">The length of a head.</param>
    /// <param name="first">The first position of the range, 0 to 31.</param>
    /// <param name="end">One past its last, at most 32.</param>
    /// <param name="tile">Where the tile goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OfValues(ushort* values, int headDim, int first, int end, byte* tile)
    {
        for (int p = 0; p < Depth; p += 2, values += 2 * headDim, tile += TileProgram.RowBytes)
        {
            Vector512<float> even = IsIn(p, first, end) ? Lanes512.LoadHalves(values) : Vector512<float>.Zero;
            Vector512<float> odd = IsIn(p + 1, first, end) ? Lanes512.LoadHalves(values + headDim) : Vector512<float>.Zero;
            Bf16.Pair(even, odd).Store((uint*)tile);
        }
    }

    /// <summary><see cref="OfValues"/> of bytes.</summary>
    /// <param name="scales">f16, one a position, from the tile's first position on.</param>
    /// <param name="values">Bytes, <c>[position, headDim]</c>, from the tile's first position and dimension on.</param>
    /// <param name="headDim">The length of a head.</param>
    /// <param name="first">The first position of the range, 0 to 31.</param>
    /// <param name="end">One past its last, at most 32.</param>
    /// <param name="tile">Where the tile goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OfByteValues(ushort* scales, byte* values, int headDim, int first, int end, byte* tile)
    {
        for (int p = 0; p < Depth; p += 2, values += 2 * headDim, tile += TileProgram.RowBytes)
        {
            Vector512<float> even = IsIn(p, first, end) ? Scaled(values, scales[p]) : Vector512<float>.Zero;
            Vector512<float> odd = IsIn(p + 1, first, end) ? Scaled(values + headDim, scales[p + 1]) : Vector512<float>.Zero;
            Bf16.Pair(even, odd).Store((uint*)tile);
        }
    }

    private static bool IsIn(int position, int first, int end) => position >= first && position < end;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Scaled(byte* values, ushort scale) =>
        Lanes512.LoadSignedBytes(values) * Vector512.Create((float)BitConverter.UInt16BitsToHalf(scale));
}
