using Castor.Inference.Kernels;
using Castor.Inference.Kernels.Emitted;

namespace Castor.Inference.KvCaches;

/// <summary>f16: keys as <c>[tile, headDim, 16]</c>, values as <c>[position, headDim]</c>.</summary>
internal sealed unsafe class HalfKvFormat : KvFormat
{
    public override int BlockLength => 1;

    public override long HeadBytes(int headDim) => (long)KvLayout.PageLength * headDim * sizeof(ushort);

    public override void StoreKey(KernelSet kernels, float* key, byte* keys, int position, int headDim) =>
        kernels.StoreHalves(key, Tile(keys, position, headDim) + position % KvLayout.TileLength, headDim, KvLayout.TileLength);

    public override void StoreValue(KernelSet kernels, float* value, byte* values, int position, int headDim) =>
        kernels.StoreHalves(value, (ushort*)values + (long)position * headDim, headDim, 1);

    public override void Score(KernelSet kernels, float* queries, int queryCount, byte* keys, int position, int headDim, float* scores, nint stride) =>
        kernels.ScoreTile(queries, queryCount, Tile(keys, position, headDim), headDim, scores, stride);

    public override void AddValues(
        KernelSet kernels, float* weights, nint stride, int queryCount, byte* values, int position, int count, int headDim, float* output) =>
        kernels.AddValues(weights, stride, queryCount, (ushort*)values + (long)position * headDim, count, headDim, output);

    public override void KeyTiles(byte* keys, int position, int headDim, int firstBlock, int count, byte* tiles) =>
        KvTiles.OfKeys(Tile(keys, position, headDim) + firstBlock * KvTiles.Depth * KvLayout.TileLength, count, tiles);

    public override void ValueTile(byte* values, int position, int headDim, int dimension, int first, int end, byte* tile) =>
        KvTiles.OfValues((ushort*)values + (long)position * headDim + dimension, headDim, first, end, tile);

    private static ushort* Tile(byte* keys, int position, int headDim) =>
        (ushort*)keys + (long)(position / KvLayout.TileLength) * KvLayout.TileLength * headDim;
}
