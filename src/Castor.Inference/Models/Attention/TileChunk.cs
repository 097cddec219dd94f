using System.Runtime.CompilerServices;
using Castor.Inference.Kernels.Emitted;
using Castor.Inference.KvCaches;

namespace Castor.Inference.Models.Attention;

/// <summary>The products of one chunk by tiles.</summary>
internal static unsafe class TileChunk
{
    /// <summary>Scores of the queries in the scratch against the keys of a chunk.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Score(TileAttention tiles, in ChunkRange range, int headDim, int queryCount, AttentionScratch scratch)
    {
        for (int position = range.First & -TileAttention.Step; position < range.End; position += TileAttention.Step)
        {
            tiles.Score(
                range.Slot.Format, range.Keys(position), position % KvLayout.PageLength, headDim, scratch.QueryTiles, queryCount,
                scratch.Scores + (position - range.Start), AttentionWork.ChunkLength, scratch.Panels);
        }
    }

    /// <summary>The weighted values of a chunk, into the scratch; the weights lie there rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumValues(TileAttention tiles, in ChunkRange range, int headDim, int queryCount, AttentionScratch scratch)
    {
        int begin = range.First & -TileAttention.Step;
        int blocks = (range.End - begin + TileAttention.Step - 1) / TileAttention.Step;
        for (int dimension = 0; dimension < headDim; dimension += TileAttention.Step)
        {
            for (int block = 0; block < blocks; block++)
            {
                int position = begin + block * TileAttention.Step;
                int first = Math.Max(0, range.First - position);
                int end = Math.Min(TileAttention.Step, range.End - position);
                byte* values = range.Values(position);
                for (int half = 0; half < 2; half++)
                {
                    range.Slot.Format.ValueTile(
                        values, position % KvLayout.PageLength, headDim, dimension + half * TileAttention.Step / 2, first, end,
                        TileAttention.ValuePanel(scratch.Panels, block, half));
                }
            }

            tiles.SumValues(
                scratch.WeightTiles, AttentionWork.ChunkLength, queryCount, (begin - range.Start) / TileAttention.Step, blocks, scratch.Panels,
                scratch.Chunk + dimension, headDim);
        }
    }
}
