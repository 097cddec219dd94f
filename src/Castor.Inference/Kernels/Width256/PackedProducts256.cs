using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Castor.Inference.Kernels.PackedTypes;

namespace Castor.Inference.Kernels.Width256;

/// <summary>Products of a packed type with one row or four, half a group at a time; lanes add blocks up in the same order whatever the number of rows.</summary>
internal static unsafe class PackedProducts256<T, TDot>
    where T : struct, IPackedType
    where TDot : struct, IByteDot256
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
                for (int half = 0; half < 2; half++)
                {
                    FourRows(
                        group, half, blocks, rows.Bytes + (long)row * columns, rows.Scales + (long)row * blocks, rows.HalfSums + (long)row * blocks,
                        output + 8 * half, stride);
                }
            }

            for (; row < firstRow + rowCount; row++, output += stride)
            {
                OneRow(group, blocks, rows.Bytes + (long)row * columns, rows.Scales + (long)row * blocks, rows.HalfSums + (long)row * blocks, output);
            }
        }
    }

    // Both halves of a block together, so that memory is read from the first byte to the last.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneRow(byte* block, int blocks, sbyte* x, float* scales, int* sums, float* y)
    {
        Vector256<float> acc0 = Vector256<float>.Zero;
        Vector256<float> acc1 = acc0;
        for (int b = 0; b < blocks;)
        {
            Unpack256<T>.Header(block, 0, out Vector256<float> scale0, out Vector256<float> minimum0);
            Unpack256<T>.Header(block, 1, out Vector256<float> scale1, out Vector256<float> minimum1);
            block += Offsets<T>.HeaderBytes;
            for (int i = 0; i < Offsets<T>.BlocksPerSuper; i++, b++, block += Offsets<T>.BlockBytes, x += 32)
            {
                WeightStream.Fetch(block, Offsets<T>.BlockBytes);
                acc0 = AddBlock(acc0, block, 0, scale0, minimum0, x, scales[b], sums[b]);
                acc1 = AddBlock(acc1, block, 1, scale1, minimum1, x, scales[b], sums[b]);
            }
        }

        acc0.Store(y);
        acc1.Store(y + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> AddBlock(
        Vector256<float> acc, byte* block, int half, Vector256<float> headerScale, Vector256<float> headerMinimum, sbyte* x, float activationScale, int halfSums)
    {
        Unpack256<T>.Scales(block, half, headerScale, headerMinimum, out var scale, out var offset, out var low, out var high);
        Unpack256<T>.Integers(block, half, 0, out Vector256<byte> l0, out Vector256<byte> h0);
        Unpack256<T>.Integers(block, half, 1, out Vector256<byte> l1, out Vector256<byte> h1);
        Unpack256<T>.Integers(block, half, 2, out Vector256<byte> l2, out Vector256<byte> h2);
        Unpack256<T>.Integers(block, half, 3, out Vector256<byte> l3, out Vector256<byte> h3);
        return Fold(
            acc, TDot.Sum(l0, l1, l2, l3, (int*)x, T.Bits), TDot.Sum(h0, h1, h2, h3, (int*)x + 4, T.Bits), scale, offset, low, high, activationScale, halfSums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourRows(byte* block, int half, int blocks, sbyte* x, float* scales, int* sums, float* y, nint stride)
    {
        nint width = (nint)blocks * 32;
        Vector256<float> acc0 = Vector256<float>.Zero;
        Vector256<float> acc1 = acc0;
        Vector256<float> acc2 = acc0;
        Vector256<float> acc3 = acc0;
        for (int b = 0; b < blocks;)
        {
            Unpack256<T>.Header(block, half, out Vector256<float> headerScale, out Vector256<float> headerMinimum);
            block += Offsets<T>.HeaderBytes;
            for (int i = 0; i < Offsets<T>.BlocksPerSuper; i++, b++, block += Offsets<T>.BlockBytes, x += 32)
            {
                Unpack256<T>.Scales(block, half, headerScale, headerMinimum, out var scale, out var offset, out var low, out var high);
                Unpack256<T>.Integers(block, half, 0, out Vector256<byte> l0, out Vector256<byte> h0);
                Unpack256<T>.Integers(block, half, 1, out Vector256<byte> l1, out Vector256<byte> h1);
                Unpack256<T>.Integers(block, half, 2, out Vector256<byte> l2, out Vector256<byte> h2);
                Unpack256<T>.Integers(block, half, 3, out Vector256<byte> l3, out Vector256<byte> h3);
                int* x0 = (int*)x;
                int* x1 = (int*)(x + width);
                int* x2 = (int*)(x + 2 * width);
                int* x3 = (int*)(x + 3 * width);
                acc0 = Fold(
                    acc0, TDot.Sum(l0, l1, l2, l3, x0, T.Bits), TDot.Sum(h0, h1, h2, h3, x0 + 4, T.Bits), scale, offset, low, high, scales[b], sums[b]);
                acc1 = Fold(
                    acc1, TDot.Sum(l0, l1, l2, l3, x1, T.Bits), TDot.Sum(h0, h1, h2, h3, x1 + 4, T.Bits),
                    scale, offset, low, high, scales[blocks + b], sums[blocks + b]);
                acc2 = Fold(
                    acc2, TDot.Sum(l0, l1, l2, l3, x2, T.Bits), TDot.Sum(h0, h1, h2, h3, x2 + 4, T.Bits),
                    scale, offset, low, high, scales[2 * blocks + b], sums[2 * blocks + b]);
                acc3 = Fold(
                    acc3, TDot.Sum(l0, l1, l2, l3, x3, T.Bits), TDot.Sum(h0, h1, h2, h3, x3 + 4, T.Bits),
                    scale, offset, low, high, scales[3 * blocks + b], sums[3 * blocks + b]);
            }
        }

        acc0.Store(y);
        acc1.Store(y + stride);
        acc2.Store(y + 2 * stride);
        acc3.Store(y + 3 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Fold(
        Vector256<float> acc, Vector256<int> lowSum, Vector256<int> highSum, Vector256<float> scale, Vector256<float> offset,
        Vector256<int> low, Vector256<int> high, float activationScale, int halfSums)
    {
        int bias = T.Bits == 8 && TDot.IsSigned ? 0 : T.Bias;
        int first = (short)halfSums;
        int second = halfSums >> 16;
        Vector256<int> sum;
        if (T.Scales == ScaleKind.HalfBlocks)
        {
            sum = (lowSum - Vector256.Create(bias * first)) * low + (highSum - Vector256.Create(bias * second)) * high;
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
                sum -= Vector256.Create(bias * (first + second));
            }
        }

        acc = Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(sum), scale * Vector256.Create(activationScale), acc);
        return T.Bias > 0 ? acc : Vector256.FusedMultiplyAdd(offset, Vector256.Create(activationScale * (first + second)), acc);
    }
}
