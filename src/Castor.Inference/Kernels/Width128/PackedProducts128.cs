using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Castor.Inference.Kernels.PackedTypes;

namespace Castor.Inference.Kernels.Width128;

/// <summary>
/// Products of a packed type with one row or four, a quarter of a group at a time; lanes add blocks up in the same order whatever the number of rows.
/// Where there are no vectors of 256 bits, pairs in their place would be more calls than the compiler inlines.
/// </summary>
internal static unsafe class PackedProducts128<T>
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
                for (int quarter = 0; quarter < 4; quarter++)
                {
                    FourRows(
                        group, quarter, blocks, rows.Bytes + (long)row * columns, rows.Scales + (long)row * blocks, rows.HalfSums + (long)row * blocks,
                        output + 4 * quarter, stride);
                }
            }

            for (; row < firstRow + rowCount; row++, output += stride)
            {
                for (int half = 0; half < 2; half++)
                {
                    OneRow(
                        group, 2 * half, blocks, rows.Bytes + (long)row * columns, rows.Scales + (long)row * blocks, rows.HalfSums + (long)row * blocks,
                        output + 8 * half);
                }
            }
        }
    }

    // Two quarters together; the others find the group's lines in the cache.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneRow(byte* block, int quarter, int blocks, sbyte* x, float* scales, int* sums, float* y)
    {
        Vector128<float> acc0 = Vector128<float>.Zero;
        Vector128<float> acc1 = acc0;
        for (int b = 0; b < blocks;)
        {
            Unpack128<T>.Header(block, quarter, out Vector128<float> scale0, out Vector128<float> minimum0);
            Unpack128<T>.Header(block, quarter + 1, out Vector128<float> scale1, out Vector128<float> minimum1);
            block += Offsets<T>.HeaderBytes;
            for (int i = 0; i < Offsets<T>.BlocksPerSuper; i++, b++, block += Offsets<T>.BlockBytes, x += 32)
            {
                if (quarter == 0)
                {
                    WeightStream.Fetch(block, Offsets<T>.BlockBytes);
                }

                acc0 = AddBlock(acc0, block, quarter, scale0, minimum0, x, scales[b], sums[b]);
                acc1 = AddBlock(acc1, block, quarter + 1, scale1, minimum1, x, scales[b], sums[b]);
            }
        }

        acc0.Store(y);
        acc1.Store(y + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> AddBlock(
        Vector128<float> acc, byte* block, int quarter, Vector128<float> headerScale, Vector128<float> headerMinimum, sbyte* x, float activationScale, int halfSums)
    {
        Unpack128<T>.Scales(block, quarter, headerScale, headerMinimum, out var scale, out var offset, out var low, out var high);
        Unpack128<T>.Integers(block, quarter, 0, out Vector128<byte> l0, out Vector128<byte> h0);
        Unpack128<T>.Integers(block, quarter, 1, out Vector128<byte> l1, out Vector128<byte> h1);
        Unpack128<T>.Integers(block, quarter, 2, out Vector128<byte> l2, out Vector128<byte> h2);
        Unpack128<T>.Integers(block, quarter, 3, out Vector128<byte> l3, out Vector128<byte> h3);
        return Fold(
            acc, ByteDot128.Sum(l0, l1, l2, l3, (int*)x, T.Bits), ByteDot128.Sum(h0, h1, h2, h3, (int*)x + 4, T.Bits), scale, offset, low, high, activationScale, halfSums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourRows(byte* block, int quarter, int blocks, sbyte* x, float* scales, int* sums, float* y, nint stride)
    {
        nint width = (nint)blocks * 32;
        Vector128<float> acc0 = Vector128<float>.Zero;
        Vector128<float> acc1 = acc0;
        Vector128<float> acc2 = acc0;
        Vector128<float> acc3 = acc0;
        for (int b = 0; b < blocks;)
        {
            Unpack128<T>.Header(block, quarter, out Vector128<float> headerScale, out Vector128<float> headerMinimum);
            block += Offsets<T>.HeaderBytes;
            for (int i = 0; i < Offsets<T>.BlocksPerSuper; i++, b++, block += Offsets<T>.BlockBytes, x += 32)
            {
                Unpack128<T>.Scales(block, quarter, headerScale, headerMinimum, out var scale, out var offset, out var low, out var high);
                Unpack128<T>.Integers(block, quarter, 0, out Vector128<byte> l0, out Vector128<byte> h0);
                Unpack128<T>.Integers(block, quarter, 1, out Vector128<byte> l1, out Vector128<byte> h1);
                Unpack128<T>.Integers(block, quarter, 2, out Vector128<byte> l2, out Vector128<byte> h2);
                Unpack128<T>.Integers(block, quarter, 3, out Vector128<byte> l3, out Vector128<byte> h3);
                int* x0 = (int*)x;
                int* x1 = (int*)(x + width);
                int* x2 = (int*)(x + 2 * width);
                int* x3 = (int*)(x + 3 * width);
                acc0 = Fold(
                    acc0, ByteDot128.Sum(l0, l1, l2, l3, x0, T.Bits), ByteDot128.Sum(h0, h1, h2, h3, x0 + 4, T.Bits), scale, offset, low, high, scales[b], sums[b]);
                acc1 = Fold(
                    acc1, ByteDot128.Sum(l0, l1, l2, l3, x1, T.Bits), ByteDot128.Sum(h0, h1, h2, h3, x1 + 4, T.Bits),
                    scale, offset, low, high, scales[blocks + b], sums[blocks + b]);
                acc2 = Fold(
                    acc2, ByteDot128.Sum(l0, l1, l2, l3, x2, T.Bits), ByteDot128.Sum(h0, h1, h2, h3, x2 + 4, T.Bits),
                    scale, offset, low, high, scales[2 * blocks + b], sums[2 * blocks + b]);
                acc3 = Fold(
                    acc3, ByteDot128.Sum(l0, l1, l2, l3, x3, T.Bits), ByteDot128.Sum(h0, h1, h2, h3, x3 + 4, T.Bits),
                    scale, offset, low, high, scales[3 * blocks + b], sums[3 * blocks + b]);
            }
        }

        acc0.Store(y);
        acc1.Store(y + stride);
        acc2.Store(y + 2 * stride);
        acc3.Store(y + 3 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Fold(
        Vector128<float> acc, Vector128<int> lowSum, Vector128<int> highSum, Vector128<float> scale, Vector128<float> offset,
        Vector128<int> low, Vector128<int> high, float activationScale, int halfSums)
    {
        int bias = T.Bits == 8 ? 0 : T.Bias;
        int first = (short)halfSums;
        int second = halfSums >> 16;
        Vector128<int> sum;
        if (T.Scales == ScaleKind.HalfBlocks)
        {
            sum = (lowSum - Vector128.Create(bias * first)) * low + (highSum - Vector128.Create(bias * second)) * high;
        }
        else if (T.Scales == ScaleKind.SubBlocks)
        {
            sum = (lowSum + highSum) * low;
        }
        else
        {
            sum = lowSum + highSum;
            if (bias > 0)
            {
                sum -= Vector128.Create(bias * (first + second));
            }
        }

        acc = Lanes128.MultiplyAdd(Vector128.ConvertToSingle(sum), scale * Vector128.Create(activationScale), acc);
        return T.Bias > 0 ? acc : Lanes128.MultiplyAdd(offset, Vector128.Create(activationScale * (first + second)), acc);
    }
}
