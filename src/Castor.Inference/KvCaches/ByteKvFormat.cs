using Castor.Inference.Kernels;
using Castor.Inference.Kernels.Emitted;

namespace Castor.Inference.KvCaches;

/// <summary>
/// Q8_0: keys as <c>[tile, block]</c> of 16 f16 scales and <c>[32, 16]</c> bytes; values as f16 scales <c>[block, position]</c>, then bytes
/// <c>[position, headDim]</c>, so that the scales of neighbouring positions are one vector.
/// </summary>
internal sealed unsafe class ByteKvFormat : KvFormat
{
    /// <summary>The bytes of a tile's block: the scales and the bytes of 32 dimensions.</summary>
    public const int TileBlockBytes = KvLayout.TileLength * (sizeof(ushort) + Block);

    private const int Block = 32;

    public override int BlockLength => Block;

    public override long HeadBytes(int headDim) => (long)KvLayout.PageLength * (headDim / Block) * (Block + sizeof(ushort));

    public override void StoreKey(KernelSet kernels, float* key, byte* keys, int position, int headDim)
    {
        byte* block = Tile(keys, position, headDim);
        int lane = position % KvLayout.TileLength;
        for (int d = 0; d < headDim; d += Block, block += TileBlockBytes)
        {
            sbyte* bytes = (sbyte*)block + KvLayout.TileLength * sizeof(ushort);
            ((ushort*)block)[lane] = kernels.StoreBytes(key + d, bytes + lane, KvLayout.TileLength);
        }
    }

    public override void StoreValue(KernelSet kernels, float* value, byte* values, int position, int headDim)
    {
        sbyte* bytes = Bytes(values, headDim) + (long)position * headDim;
        ushort* scales = (ushort*)values + position;
        for (int d = 0; d < headDim; d += Block, scales += KvLayout.PageLength)
        {
            *scales = kernels.StoreBytes(value + d, bytes + d, 1);
        }
    }

    public override void Score(KernelSet kernels, float* queries, int queryCount, byte* keys, int position, int headDim, float* scores, nint stride) =>
        kernels.ScoreByteTile(queries, queryCount, Tile(keys, position, headDim), headDim, scores, stride);

    public override void AddValues(
        KernelSet kernels, float* weights, nint stride, int queryCount, byte* values, int position, int count, int headDim, float* output) =>
        kernels.AddByteValues(
            weights, stride, queryCount, (ushort*)values + position, Bytes(values, headDim) + (long)position * headDim, count, headDim, output);

    public override void KeyTiles(byte* keys, int position, int headDim, int firstBlock, int count, byte* tiles) =>
        KvTiles.OfByteKeys(Tile(keys, position, headDim) + firstBlock * TileBlockBytes, count, tiles);

    public override void ValueTile(byte* values, int position, int headDim, int dimension, int first, int end, byte* tile) =>
        KvTiles.OfByteValues(
            (ushort*)values + dimension / Block * KvLayout.PageLength + position,
            (byte*)Bytes(values, headDim) + (long)position * headDim + dimension, headDim, first, end, tile);

    private static byte* Tile(byte* keys, int position, int headDim) => keys + (long)(position / KvLayout.TileLength) * (headDim / Block) * TileBlockBytes;

    private static sbyte* Bytes(byte* values, int headDim) => (sbyte*)values + (long)KvLayout.PageLength * (headDim / Block) * sizeof(ushort);
}
