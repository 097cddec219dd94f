using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Castor.Inference.Gguf;
using Castor.Inference.Kernels.Width512;
using Castor.Inference.Memory;

namespace Castor.Inference.Kernels.Emitted;

/// <summary>
/// Products of tiles: weights become panels of bf16, some columns of two groups at a time, and meet all rows while they are in the first cache. The rows' same columns
/// and the sums of some groups stay in the second one meanwhile.
/// </summary>
internal sealed unsafe class TileProducts(TilePrograms programs)
{
    private const int PairsAtATime = 8;

    // What the scratch grows by, so that the few rows of a step that writes answers, or of one expert, find it grown.
    private const int RowsAtATime = 64;
    private const int SumStride = 2 * TileProgram.RowBytes;

    private readonly ThreadLocal<NativeBuffer?> _scratch = new();

    /// <summary>Whether weights of a type can be multiplied.</summary>
    public static bool Takes(TensorType type) => PanelSource.For(type) is not null;

    /// <summary>Multiplies rows that lie in <see cref="ActivationRows.Tiles"/>; see <see cref="KernelSet.Multiply"/>.</summary>
    /// <exception cref="InvalidOperationException">The weights are of a type that <see cref="Takes"/> does not name.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Multiply(PackedMatrix weights, ActivationRows rows, int firstRow, int rowCount, float* y, nint stride, int firstGroup, int endGroup)
    {
        PanelSource source = PanelSource.For(weights.Type)!.Value;
        int blocks = weights.Columns / PackedLayout.Columns;
        byte* panels = Room(rowCount, out byte* sums);
        for (int groups = firstGroup; groups < endGroup; groups += 2 * PairsAtATime)
        {
            int end = Math.Min(endGroup, groups + 2 * PairsAtATime);
            for (int block = 0; block < blocks; block += source.MaxBlocks)
            {
                int count = Math.Min(source.MaxBlocks, blocks - block);
                bool isLast = block + count == blocks;
                for (int group = groups; group < end; group += 2)
                {
                    byte* first = weights.Data + group * weights.GroupBytes;
                    byte* second = group + 1 < end ? first + weights.GroupBytes : null;
                    float* kept = (float*)(sums + (long)(group - groups) / 2 * rowCount * SumStride);
                    float* output = isLast ? y + firstRow * stride + group * PackedLayout.Rows : kept;
                    AddPair(source, first, second, block, count, rows, firstRow, rowCount, panels, kept, output, isLast ? stride * sizeof(float) : SumStride);
                }
            }
        }
    }

    /// <summary>Multiplies rows of prompts with gates and what they gate, and rounds <c>gelu(gate) * up</c> into the tiles of other rows, without a way through memory.</summary>
    /// <param name="gate">The gates.</param>
    /// <param name="up">What they gate: of the same type and shape.</param>
    /// <param name="rows">The activations, tiles.</param>
    /// <param name="rowCount">How many.</param>
    /// <param name="inner">The rows whose tiles are written; a column an output.</param>
    /// <param name="firstGroup">The first group of outputs, an even one.</param>
    /// <param name="endGroup">One past the last, even too.</param>
    /// <exception cref="InvalidOperationException">The weights are of a type that <see cref="Takes"/> does not name.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void MultiplyGated(PackedMatrix gate, PackedMatrix up, ActivationRows rows, int rowCount, ActivationRows inner, int firstGroup, int endGroup)
    {
        PanelSource source = PanelSource.For(gate.Type)!.Value;
        int blocks = gate.Columns / PackedLayout.Columns;
        byte* panels = Room(rowCount, out byte* sums);
        for (int groups = firstGroup; groups < endGroup; groups += PairsAtATime)
        {
            int end = Math.Min(endGroup, groups + PairsAtATime);
            for (int block = 0; block < blocks; block += source.MaxBlocks)
            {
                int count = Math.Min(source.MaxBlocks, blocks - block);
                for (int group = groups; group < end; group++)
                {
                    float* kept = (float*)(sums + (long)(group - groups) * rowCount * SumStride);
                    AddPair(
                        source, gate.Data + group * gate.GroupBytes, up.Data + group * up.GroupBytes, block, count, rows, firstRow: 0, rowCount, panels, kept, kept, SumStride);
                }
            }

            for (int group = groups; group < end; group += 2)
            {
                Activate((float*)(sums + (long)(group - groups) * rowCount * SumStride), rowCount, inner, group / 2);
            }
        }
    }

    // Adds the products of some blocks to what the blocks before have given.
    private void AddPair(
        PanelSource source, byte* first, byte* second, int block, int count, ActivationRows rows, int firstRow, int rowCount, byte* panels, float* kept, float* output,
        long outputStride)
    {
        source.Unpack(first, block, count, panels);
        if (second is not null)
        {
            source.Unpack(second, block, count, panels + TileProgram.PanelBytes);
        }

        long blocks = rows.Columns / PackedLayout.Columns;
        TileArguments arguments = new()
        {
            Rows = rows.Tiles + (firstRow / TileProgram.Rows * blocks + block) * TileProgram.TileBytes,
            RowTileBytes = blocks * TileProgram.TileBytes,
            Panels = panels,
            Blocks = count,
            Sums = block == 0 ? programs.Zeros : kept,
            SumStride = block == 0 ? 0 : SumStride,
            Output = output,
            OutputStride = outputStride,
        };
        programs.Run(ref arguments, rowCount, second is null ? 1 : 2);
    }

    // The sums of two groups, each of 16 gates and 16 others a row, become 32 columns of the rows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Activate(float* sums, int rowCount, ActivationRows inner, int block)
    {
        const int Floats = SumStride / sizeof(float);
        float* next = sums + (long)rowCount * Floats;
        byte* tiles = inner.Tiles + (long)block * TileProgram.TileBytes;
        for (int row = 0; row < rowCount; row++, sums += Floats, next += Floats)
        {
            ushort* target = (ushort*)ActivationTiles.Row(tiles, inner.Columns, row);
            Bf16.Round(Elementary512.GeluMultiply(Vector512.Load(sums), Vector512.Load(sums + 16))).Store(target);
            Bf16.Round(Elementary512.GeluMultiply(Vector512.Load(next), Vector512.Load(next + 16))).Store(target + 16);
        }
    }

    private byte* Room(int rowCount, out byte* sums)
    {
        long length = 2 * TileProgram.PanelBytes + (long)PairsAtATime * (rowCount + RowsAtATime - 1 & -RowsAtATime) * SumStride;
        NativeBuffer? scratch = _scratch.Value;
        if (scratch is null || scratch.ByteLength < length)
        {
            scratch?.Dispose();
            _scratch.Value = scratch = new NativeBuffer(length);
        }

        sums = scratch.Data + 2 * TileProgram.PanelBytes;
        return scratch.Data;
    }
}
