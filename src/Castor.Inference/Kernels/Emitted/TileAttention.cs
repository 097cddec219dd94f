using System.Runtime.CompilerServices;
using Castor.Inference.KvCaches;

namespace Castor.Inference.Kernels.Emitted;

/// <summary>
/// The two products of attention by bf16 tiles, for many queries of prompts at a time: what is unpacked of the keys and values serves all of them. A query's result depends
/// on itself and the positions alone.
/// </summary>
internal sealed unsafe class TileAttention(TilePrograms programs)
{
    /// <summary>Bytes of room that a call needs for tiles of keys or values.</summary>
    public const int PanelRoom = 2 * TileProgram.PanelBytes;

    /// <summary>Positions whose keys, or dimensions of whose values, are multiplied at once.</summary>
    public const int Step = 32;

    /// <summary>Scores of queries against 32 keys.</summary>
    /// <param name="format">How the keys are stored.</param>
    /// <param name="keys">A head's keys in a page.</param>
    /// <param name="position">The first position in the page, a multiple of 32.</param>
    /// <param name="headDim">The length of a head, a multiple of 32.</param>
    /// <param name="queries">Tiles of queries.</param>
    /// <param name="queryCount">How many queries.</param>
    /// <param name="scores">Where the first query's scores go.</param>
    /// <param name="stride">Floats from one query's scores to the next's.</param>
    /// <param name="room"><see cref="PanelRoom"/> bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Score(KvFormat format, byte* keys, int position, int headDim, byte* queries, int queryCount, float* scores, nint stride, byte* room)
    {
        int blocks = headDim / KvTiles.Depth;
        for (int block = 0; block < blocks; block += TileProgram.MaxBlocks)
        {
            int count = Math.Min(TileProgram.MaxBlocks, blocks - block);
            format.KeyTiles(keys, position, headDim, block, count, room);
            format.KeyTiles(keys, position + KvLayout.TileLength, headDim, block, count, room + TileProgram.PanelBytes);
            TileArguments arguments = new()
            {
                Rows = queries + (long)block * TileProgram.TileBytes,
                RowTileBytes = (long)blocks * TileProgram.TileBytes,
                Panels = room,
                Blocks = count,
                Sums = block == 0 ? programs.Zeros : scores,
                SumStride = block == 0 ? 0 : stride * sizeof(float),
                Output = scores,
                OutputStride = stride * sizeof(float),
            };
            programs.Run(ref arguments, queryCount, panels: 2);
        }
    }

    /// <summary>Sums of 32 dimensions of the values of some positions, weighted.</summary>
    /// <param name="weights">Tiles of weights, a column a position.</param>
    /// <param name="columns">Their columns, a multiple of 32.</param>
    /// <param name="queryCount">How many queries.</param>
    /// <param name="firstBlock">The first block of 32 positions that counts.</param>
    /// <param name="blocks">How many blocks: their tiles are in <paramref name="panels"/>.</param>
    /// <param name="panels">The tiles of two times 16 dimensions; see <see cref="ValuePanel"/>.</param>
    /// <param name="output">Where the first query's sums go.</param>
    /// <param name="stride">Floats from one query's sums to the next's.</param>
    public void SumValues(byte* weights, int columns, int queryCount, int firstBlock, int blocks, byte* panels, float* output, nint stride)
    {
        TileArguments arguments = new()
        {
            Rows = weights + (long)firstBlock * TileProgram.TileBytes,
            RowTileBytes = (long)(columns / KvTiles.Depth) * TileProgram.TileBytes,
            Panels = panels,
            Blocks = blocks,
            Sums = programs.Zeros,
            SumStride = 0,
            Output = output,
            OutputStride = stride * sizeof(float),
        };
        programs.Run(ref arguments, queryCount, panels: 2);
    }

    /// <summary>Where the tile of a block of positions goes, for the first or the second 16 dimensions.</summary>
    public static byte* ValuePanel(byte* room, int block, int half) => room + half * TileProgram.PanelBytes + block * TileProgram.TileBytes;
}
