using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Castor.Inference.Kernels.PackedTypes;

namespace Castor.Inference.Kernels.Width512;

/// <summary>
/// Products of a packed type of nibbles with one row or four. Unsigned weights times signed bytes give 16-bit sums of pairs, which are widened
/// once a block by a product with the integer scales; each lane adds the blocks up in the same order whatever the number of rows.
/// </summary>
internal static unsafe class NibbleProducts512<T>
    where T : struct, IPackedType
{
    /// <summary>All rows of a batch with some groups of outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(PackedMatrix weights, ActivationRows rows, int firstRow, int rowCount, float* y, nint stride, int firstGroup, int endGroup)
    {
        int columns = weights.Columns;
        int blocks = columns / PackedLayout.Columns;
        for (int g = firstGroup; g < endGroup; g++)
        {
            byte* group = weights.Data + g * weights.GroupBytes;
            float* output = y + firstRow * stride + g * PackedLayout.Rows;
            int row = firstRow;
            for (; row + 4 <= firstRow + rowCount; row += 4, output += 4 * stride)
            {
                FourRows(
                    group, blocks, rows.Bytes + (long)row * columns, rows.Scales + (long)row * blocks, rows.HalfSums + (long)row * blocks, output, stride);
            }

            for (; row < firstRow + rowCount; row++, output += stride)
            {
                OneRow(group, blocks, rows.Bytes + (long)row * columns, rows.Scales + (long)row * blocks, rows.HalfSums + (long)row * blocks)
                    .Store(output);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> OneRow(byte* block, int blocks, sbyte* x, float* scales, int* sums)
    {
        Vector512<float> acc = Vector512<float>.Zero;
        for (int b = 0; b < blocks;)
        {
            Unpack512<T>.Header(block, out Vector512<float> headerScale, out Vector512<float> headerMinimum);
            block += Offsets<T>.HeaderBytes;
            for (int i = 0; i < Offsets<T>.BlocksPerSuper; i++, b++, block += Offsets<T>.BlockBytes, x += 32)
            {
                WeightStream.Fetch(block, Offsets<T>.BlockBytes);
                Unpack512<T>.Scales(block, headerScale, headerMinimum, out var scale, out var offset, out var low, out var high);
                Unpack512<T>.Integers(block, 0, out Vector512<byte> l0, out Vector512<byte> h0);
                Unpack512<T>.Integers(block, 1, out Vector512<byte> l1, out Vector512<byte> h1);
                Unpack512<T>.Integers(block, 2, out Vector512<byte> l2, out Vector512<byte> h2);
                Unpack512<T>.Integers(block, 3, out Vector512<byte> l3, out Vector512<byte> h3);
                acc = Fold(acc, Sum(l0, l1, l2, l3, h0, h1, h2, h3, x, low, high), scale, offset, low, high, scales[b], sums[b]);
            }
        }

        return acc;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourRows(byte* block, int blocks, sbyte* x, float* scales, int* sums, float* y, nint stride)
    {
        nint width = (nint)blocks * 32;
        Vector512<float> acc0 = Vector512<float>.Zero;
        Vector512<float> acc1 = acc0;
        Vector512<float> acc2 = acc0;
        Vector512<float> acc3 = acc0;
        for (int b = 0; b < blocks;)
        {
            Unpack512<T>.Header(block, out Vector512<float> headerScale, out Vector512<float> headerMinimum);
            block += Offsets<T>.HeaderBytes;
            for (int i = 0; i < Offsets<T>.BlocksPerSuper; i++, b++, block += Offsets<T>.BlockBytes, x += 32)
            {
                Unpack512<T>.Scales(block, headerScale, headerMinimum, out var scale, out var offset, out var low, out var high);
                Unpack512<T>.Integers(block, 0, out Vector512<byte> l0, out Vector512<byte> h0);
                Unpack512<T>.Integers(block, 1, out Vector512<byte> l1, out Vector512<byte> h1);
                Unpack512<T>.Integers(block, 2, out Vector512<byte> l2, out Vector512<byte> h2);
                Unpack512<T>.Integers(block, 3, out Vector512<byte> l3, out Vector512<byte> h3);
                acc0 = Fold(acc0, Sum(l0, l1, l2, l3, h0, h1, h2, h3, x, low, high), scale, offset, low, high, scales[b], sums[b]);
                acc1 = Fold(
                    acc1, Sum(l0, l1, l2, l3, h0, h1, h2, h3, x + width, low, high), scale, offset, low, high, scales[blocks + b], sums[blocks + b]);
                acc2 = Fold(
                    acc2, Sum(l0, l1, l2, l3, h0, h1, h2, h3, x + 2 * width, low, high), scale, offset, low, high, scales[2 * blocks + b], sums[2 * blocks + b]);
                acc3 = Fold(
                    acc3, Sum(l0, l1, l2, l3, h0, h1, h2, h3, x + 3 * width, low, high), scale, offset, low, high, scales[3 * blocks + b], sums[3 * blocks + b]);
            }
        }

        acc0.Store(y);
        acc1.Store(y + stride);
        acc2.Store(y + 2 * stride);
        acc3.Store(y + 3 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Sum(
        Vector512<byte> l0, Vector512<byte> l1, Vector512<byte> l2, Vector512<byte> l3,
        Vector512<byte> h0, Vector512<byte> h1, Vector512<byte> h2, Vector512<byte> h3,
        sbyte* x, Vector512<short> low, Vector512<short> high)
    {
        int* four = (int*)x;
        Vector512<short> a = Products(l0, four[0]) + Products(l1, four[1]);
        Vector512<short> b = Products(l2, four[2]) + Products(l3, four[3]);
        Vector512<short> c = Products(h0, four[4]) + Products(h1, four[5]);
        Vector512<short> d = Products(h2, four[6]) + Products(h3, four[7]);
        return T.Bits == 6
            ? Avx512BW.MultiplyAddAdjacent(a, low) + Avx512BW.MultiplyAddAdjacent(b, low)
                + (Avx512BW.MultiplyAddAdjacent(c, high) + Avx512BW.MultiplyAddAdjacent(d, high))
            : Avx512BW.MultiplyAddAdjacent(a + b, low) + Avx512BW.MultiplyAddAdjacent(c + d, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Products(Vector512<byte> weights, int fourBytes) =>
        Avx512BW.MultiplyAddAdjacent(weights, Vector512.Create(fourBytes).AsSByte());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Fold(
        Vector512<float> acc, Vector512<int> sum, Vector512<float> scale, Vector512<float> offset,
        Vector512<short> low, Vector512<short> high, float activationScale, int halfSums)
    {
        Vector512<float> factor = Vector512.Create(activationScale);
        if (T.Scales == ScaleKind.HalfBlocks)
        {
            // The bias in integers too: the halves' sums meet their scales as pairs of 16 bits.
            Vector512<short> scales = Vector512.ConditionalSelect(Vector512.Create(unchecked((int)0xFFFF0000)), high.AsInt32(), low.AsInt32()).AsInt16();
            sum -= Avx512BW.MultiplyAddAdjacent(scales, Vector512.Create(halfSums).AsInt16()) << 5;
        }
        else if (T.Scales == ScaleKind.Plain)
        {
            sum += Vector512.Create(-T.Bias * ((short)halfSums + (halfSums >> 16)));
        }

        acc = Vector512.FusedMultiplyAdd(Avx512F.ConvertToVector512Single(sum), scale * factor, acc);
        return T.Bias > 0
            ? acc
            : Vector512.FusedMultiplyAdd(offset, Vector512.Create(activationScale * ((short)halfSums + (halfSums >> 16))), acc);
    }
}
