using Castor.Inference.Kernels.PackedTypes;
using Castor.Inference.Memory;

namespace Castor.Inference.Kernels.Emitted;

/// <summary>
/// Products of tiles: weights become panels of bf16, some columns of two groups at a time, and meet all rows while they are in the first cache. The rows' same columns
/// and the sums of some groups stay in the second one meanwhile.
/// </summary>
internal sealed unsafe class TileProducts(TilePrograms programs)
{
    private const int GroupsAtATime = 16;

    // What the scratch grows by, so that the few rows of a step that writes answers, or of one expert, find it grown.
    private const int RowsAtATime = 64;
    private const int SumStride = 2 * TileProgram.RowBytes;

    private readonly ThreadLocal<NativeBuffer?> _scratch = new();

    /// <summary>Multiplies rows that lie in <see cref="ActivationRows.Tiles"/>.</summary>
    /// <param name="weights">A matrix of packed type <typeparamref name="T"/>.</param>
    /// <param name="rows">The activations.</param>
    /// <param name="firstRow">The first row, a multiple of 16.</param>
    /// <param name="rowCount">How many.</param>
    /// <param name="y">Where row 0's output 0 goes.</param>
    /// <param name="stride">Floats from one row of <paramref name="y"/> to the next.</param>
    /// <param name="firstGroup">The first group of outputs.</param>
    /// <param name="endGroup">One past the last.</param>
    public void Multiply<T>(PackedMatrix weights, ActivationRows rows, int firstRow, int rowCount, float* y, nint stride, int firstGroup, int endGroup)
        where T : struct, IPackedType
    {
        int blocks = weights.Columns / PackedLayout.Columns;

        // Whole super-blocks.
        int most = TileProgram.MaxBlocks / Offsets<T>.BlocksPerSuper * Offsets<T>.BlocksPerSuper;
        long sumBytes = (rowCount + RowsAtATime - 1 & -RowsAtATime) * (long)SumStride;
        byte* panels = Scratch(2 * TileProgram.PanelBytes + GroupsAtATime / 2 * sumBytes);
        byte* sums = panels + 2 * TileProgram.PanelBytes;
        for (int groups = firstGroup; groups < endGroup; groups += GroupsAtATime)
        {
            int end = Math.Min(endGroup, groups + GroupsAtATime);
            for (int block = 0; block < blocks; block += most)
            {
                int count = Math.Min(most, blocks - block);
                for (int group = groups; group < end; group += 2)
                {
                    int panelCount = Math.Min(2, end - group);
                    for (int i = 0; i < panelCount; i++)
                    {
                        TilePanel<T>.Unpack(weights.Data + (group + i) * weights.GroupBytes, block, count, panels + i * TileProgram.PanelBytes);
                    }

                    float* kept = (float*)(sums + (group - groups) / 2 * sumBytes);
                    bool isFirst = block == 0;
                    bool isLast = block + count == blocks;
                    TileArguments arguments = new()
                    {
                        Rows = rows.Tiles + ((long)firstRow / TileProgram.Rows * blocks + block) * TileProgram.TileBytes,
                        RowTileBytes = (long)blocks * TileProgram.TileBytes,
                        Panels = panels,
                        Blocks = count,
                        Sums = isFirst ? programs.Zeros : kept,
                        SumStride = isFirst ? 0 : SumStride,
                        Output = isLast ? y + firstRow * stride + group * PackedLayout.Rows : kept,
                        OutputStride = isLast ? stride * sizeof(float) : SumStride,
                    };
                    programs.Run(ref arguments, rowCount, panelCount);
                }
            }
        }
    }

    private byte* Scratch(long length)
    {
        NativeBuffer? scratch = _scratch.Value;
        if (scratch is null || scratch.ByteLength < length)
        {
            scratch?.Dispose();
            _scratch.Value = scratch = new NativeBuffer(length);
        }

        return scratch.Data;
    }
}
