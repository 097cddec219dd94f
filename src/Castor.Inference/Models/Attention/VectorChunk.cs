using Castor.Inference.Kernels;
using Castor.Inference.KvCaches;

namespace Castor.Inference.Models.Attention;

/// <summary>The products of one chunk by vectors of floats.</summary>
internal static unsafe class VectorChunk
{
    /// <summary>Scores of queries against the keys of a chunk, into the scratch.</summary>
    public static void Score(KernelSet kernels, in ChunkRange range, int headDim, float* queries, int queryCount, AttentionScratch scratch)
    {
        for (int tile = range.First & -KvLayout.TileLength; tile < range.End; tile += KvLayout.TileLength)
        {
            range.Slot.Format.Score(
                kernels, queries, queryCount, range.Keys(tile), tile % KvLayout.PageLength, headDim, scratch.Scores + (tile - range.Start), AttentionWork.ChunkLength);
        }
    }

    /// <summary>The weighted values of a chunk, into the scratch, where the weights lie.</summary>
    public static void SumValues(KernelSet kernels, in ChunkRange range, int headDim, int queryCount, AttentionScratch scratch)
    {
        new Span<float>(scratch.Chunk, queryCount * headDim).Clear();
        for (int page = range.First & -KvLayout.PageLength; page < range.End; page += KvLayout.PageLength)
        {
            int from = Math.Max(page, range.First);
            int count = Math.Min(page + KvLayout.PageLength, range.End) - from;
            range.Slot.Format.AddValues(
                kernels, scratch.Scores + (from - range.Start), AttentionWork.ChunkLength, queryCount, range.Values(page), from - page, count, headDim, scratch.Chunk);
        }
    }
}
