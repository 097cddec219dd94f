using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Castor.Inference.Kernels.Width256;

/// <summary>
/// Products of Q8_0 without VNNI: even and odd bytes are widened to 16 bits, where products are exact, and meet activations in the order 0, 2, 1, 3.
/// </summary>
internal static unsafe class ByteProducts256
{
    private const int BlockBytes = PackedLayout.Halves + 512;

    /// <summary>All rows of a batch with some groups of outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(PackedMatrix weights, ActivationRows rows, int firstRow, int rowCount, float* y, nint stride, int firstGroup, int endGroup)
    {
        int columns = weights.Columns;
        int blocks = columns / PackedLayout.Columns;
        for (int g = firstGroup; g < endGroup; g++)
        {
            byte* group = weights.Data + g * weights.GroupBytes;
            int row = firstRow;
            float* output = y + firstRow * stride + g * PackedLayout.Rows;
            for (; row + 4 <= firstRow + rowCount; row += 4, output += 4 * stride)
            {
                for (int half = 0; half < 2; half++)
                {
                    FourRows(
                        group, half, blocks, rows.Words + (long)row * columns, rows.Scales + (long)row * blocks, rows.HalfSums + (long)row * blocks,
                        output + 8 * half, stride);
                }
            }

            for (; row < firstRow + rowCount; row++, output += stride)
            {
                OneRow(group, blocks, rows.Words + (long)row * columns, rows.Scales + (long)row * blocks, rows.HalfSums + (long)row * blocks, output);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneRow(byte* block, int blocks, short* x, float* scales, int* sums, float* y)
    {
        Vector256<float> acc0 = Vector256<float>.Zero;
        Vector256<float> acc1 = acc0;
        int* pairs = (int*)x;
        for (int b = 0; b < blocks; b++, block += BlockBytes, pairs += 16)
        {
            WeightStream.Fetch(block, BlockBytes);
            Vector256<int> even0 = Correction(sums[b]);
            Vector256<int> even1 = even0;
            Vector256<int> odd0 = Vector256<int>.Zero;
            Vector256<int> odd1 = odd0;
            for (int j = 0; j < 8; j++)
            {
                Vector256<short> w0 = Vector256.Load((short*)(block + PackedLayout.Halves + 64 * j));
                Vector256<short> w1 = Vector256.Load((short*)(block + PackedLayout.Halves + 64 * j + 32));
                Vector256<short> first = Vector256.Create(pairs[2 * j]).AsInt16();
                Vector256<short> second = Vector256.Create(pairs[2 * j + 1]).AsInt16();
                even0 += Products(Even(w0), first);
                even1 += Products(Even(w1), first);
                odd0 += Products(w0 >>> 8, second);
                odd1 += Products(w1 >>> 8, second);
            }

            Vector256<float> scale = Vector256.Create(scales[b]);
            acc0 = Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(even0 + odd0), Lanes256.LoadHalves(block) * scale, acc0);
            acc1 = Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(even1 + odd1), Lanes256.LoadHalves(block + 16) * scale, acc1);
        }

        acc0.Store(y);
        acc1.Store(y + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourRows(byte* block, int half, int blocks, short* x, float* d, int* s, float* y, nint stride)
    {
        int* x0 = (int*)x;
        int* x1 = x0 + (long)blocks * 16;
        int* x2 = x1 + (long)blocks * 16;
        int* x3 = x2 + (long)blocks * 16;
        Vector256<float> acc0 = Vector256<float>.Zero;
        Vector256<float> acc1 = acc0;
        Vector256<float> acc2 = acc0;
        Vector256<float> acc3 = acc0;
        for (int b = 0; b < blocks; b++, block += BlockBytes)
        {
            Vector256<int> i0 = Correction(s[b]);
            Vector256<int> i1 = Correction(s[blocks + b]);
            Vector256<int> i2 = Correction(s[2 * blocks + b]);
            Vector256<int> i3 = Correction(s[3 * blocks + b]);
            for (int j = 0; j < 8; j++)
            {
                Vector256<short> w = Vector256.Load((short*)(block + PackedLayout.Halves + 64 * j + 32 * half));
                Vector256<short> even = Even(w);
                Vector256<short> odd = w >>> 8;
                int k = b * 16 + 2 * j;
                i0 += Products(even, Vector256.Create(x0[k]).AsInt16()) + Products(odd, Vector256.Create(x0[k + 1]).AsInt16());
                i1 += Products(even, Vector256.Create(x1[k]).AsInt16()) + Products(odd, Vector256.Create(x1[k + 1]).AsInt16());
                i2 += Products(even, Vector256.Create(x2[k]).AsInt16()) + Products(odd, Vector256.Create(x2[k + 1]).AsInt16());
                i3 += Products(even, Vector256.Create(x3[k]).AsInt16()) + Products(odd, Vector256.Create(x3[k + 1]).AsInt16());
            }

            Vector256<float> scale = Lanes256.LoadHalves(block + 16 * half);
            acc0 = Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(i0), scale * Vector256.Create(d[b]), acc0);
            acc1 = Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(i1), scale * Vector256.Create(d[blocks + b]), acc1);
            acc2 = Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(i2), scale * Vector256.Create(d[2 * blocks + b]), acc2);
            acc3 = Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(i3), scale * Vector256.Create(d[3 * blocks + b]), acc3);
        }

        acc0.Store(y);
        acc1.Store(y + stride);
        acc2.Store(y + 2 * stride);
        acc3.Store(y + 3 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Even(Vector256<short> weights) => weights & Vector256.Create((short)0xFF);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Products(Vector256<short> weights, Vector256<short> activations) => Avx2.MultiplyAddAdjacent(weights, activations);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Correction(int halfSums) => Vector256.Create(-128 * ((short)halfSums + (halfSums >> 16)));
}
