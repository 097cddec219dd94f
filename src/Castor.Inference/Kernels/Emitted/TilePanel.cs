using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Castor.Inference.Kernels.PackedTypes;
using Castor.Inference.Kernels.Width512;

namespace Castor.Inference.Kernels.Emitted;

/// <summary>Makes bf16 weights of a packed type's blocks, in the order in which a tile register takes them.</summary>
internal static unsafe class TilePanel<T>
    where T : struct, IPackedType
{
    /// <summary>Unpacks blocks of one group: each becomes a tile, 16 rows of one pair of columns for 16 outputs.</summary>
    /// <param name="group">The group's first byte.</param>
    /// <param name="firstBlock">The first block, at the beginning of a super-block.</param>
    /// <param name="count">Blocks, whole super-blocks.</param>
    /// <param name="panel">Room for <paramref name="count"/> tiles.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Unpack(byte* group, int firstBlock, int count, byte* panel)
    {
        int super = Offsets<T>.BlocksPerSuper;
        byte* block = group + (long)(firstBlock / super) * (Offsets<T>.HeaderBytes + super * Offsets<T>.BlockBytes);
        for (int b = 0; b < count;)
        {
            Unpack512<T>.Header(block, out Vector512<float> headerScale, out Vector512<float> headerMinimum);
            block += Offsets<T>.HeaderBytes;
            for (int i = 0; i < super; i++, b++, block += Offsets<T>.BlockBytes, panel += TileProgram.TileBytes)
            {
                Numbers(block, headerScale, headerMinimum, out Vector512<float> low, out Vector512<float> high, out Vector512<float> lowOffset, out Vector512<float> highOffset);
                for (int j = 0; j < 4; j++)
                {
                    Unpack512<T>.Integers(block, j, out Vector512<byte> lowIntegers, out Vector512<byte> highIntegers);
                    StorePairs(lowIntegers.AsUInt32(), low, lowOffset, panel + 128 * j);
                    StorePairs(highIntegers.AsUInt32(), high, highOffset, panel + 512 + 128 * j);
                }
            }
        }
    }

    // What the stored integers of the first 16 columns and of the others are multiplied by, and what is added then.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Numbers(
        byte* block, Vector512<float> headerScale, Vector512<float> headerMinimum,
        out Vector512<float> low, out Vector512<float> high, out Vector512<float> lowOffset, out Vector512<float> highOffset)
    {
        if (T.Scales == ScaleKind.SubBlocks)
        {
            low = high = headerScale * Lanes512.LoadBytes(block);
            lowOffset = highOffset = -(headerMinimum * Lanes512.LoadBytes(block + PackedLayout.Bytes));
        }
        else if (T.Scales == ScaleKind.HalfBlocks)
        {
            low = headerScale * Lanes512.LoadSignedBytes(block);
            high = headerScale * Lanes512.LoadSignedBytes(block + PackedLayout.Bytes);
            lowOffset = low * -T.Bias;
            highOffset = high * -T.Bias;
        }
        else
        {
            low = high = Lanes512.LoadHalves(block);
            lowOffset = highOffset = T.Scales == ScaleKind.WithMinimum ? Lanes512.LoadHalves(block + PackedLayout.Halves) : low * -T.Bias;
        }
    }

    // A lane's four integers are four columns of its output.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePairs(Vector512<uint> integers, Vector512<float> scale, Vector512<float> offset, byte* target)
    {
        Vector512<uint> mask = Vector512.Create(255u);
        Bf16.Pair(Weight(integers & mask, scale, offset), Weight((integers >>> 8) & mask, scale, offset)).Store((uint*)target);
        Bf16.Pair(Weight((integers >>> 16) & mask, scale, offset), Weight(integers >>> 24, scale, offset)).Store((uint*)(target + 64));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Weight(Vector512<uint> integers, Vector512<float> scale, Vector512<float> offset) =>
        Avx512F.FusedMultiplyAdd(Avx512F.ConvertToVector512Single(integers.AsInt32()), scale, offset);
}
