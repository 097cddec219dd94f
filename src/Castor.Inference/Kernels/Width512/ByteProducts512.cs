using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Castor.Inference.Kernels.Width512;

/// <summary>
/// Products of Q8_0 with one row, or two groups with four rows. Even and odd bytes are widened to 16 bits, where products are exact, and meet
/// activations in the order 0, 2, 1, 3. Bytes are the weights + 128, which the sum of the block takes back.
/// </summary>
internal static unsafe class ByteProducts512
{
    private const int BlockBytes = PackedLayout.Halves + 512;

    /// <summary>All rows of a batch with some groups of outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(PackedMatrix weights, ActivationRows rows, int firstRow, int rowCount, float* y, nint stride, int firstGroup, int endGroup)
    {
        int columns = weights.Columns;
        int blocks = columns / PackedLayout.Columns;
        int g = firstGroup;
        if (rowCount >= 4)
        {
            for (; g + 2 <= endGroup; g += 2)
            {
                byte* group = weights.Data + g * weights.GroupBytes;
                float* output = y + firstRow * stride + g * PackedLayout.Rows;
                int row = firstRow;
                for (; row + 4 <= firstRow + rowCount; row += 4, output += 4 * stride)
                {
                    FourRowsOfTwoGroups(
                        group, blocks, rows.Words + (long)row * columns, rows.Scales + (long)row * blocks, rows.HalfSums + (long)row * blocks, output, stride);
                }

                SingleRows(weights, rows, row, firstRow + rowCount, y, stride, g, g + 2);
            }
        }

        SingleRows(weights, rows, firstRow, firstRow + rowCount, y, stride, g, endGroup);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SingleRows(PackedMatrix weights, ActivationRows rows, int firstRow, int endRow, float* y, nint stride, int firstGroup, int endGroup)
    {
        int columns = weights.Columns;
        int blocks = columns / PackedLayout.Columns;
        for (int g = firstGroup; g < endGroup; g++)
        {
            byte* group = weights.Data + g * weights.GroupBytes;
            for (int row = firstRow; row < endRow; row++)
            {
                OneRow(group, blocks, rows.Words + (long)row * columns, rows.Scales + (long)row * blocks, rows.HalfSums + (long)row * blocks)
                    .Store(y + row * stride + g * PackedLayout.Rows);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> OneRow(byte* block, int blocks, short* x, float* scales, int* sums)
    {
        Vector512<short> mask = Vector512.Create((short)0xFF);
        Vector512<float> acc = Vector512<float>.Zero;
        int* pairs = (int*)x;
        for (int b = 0; b < blocks; b++, block += BlockBytes, pairs += 16)
        {
            WeightStream.Fetch(block, BlockBytes);
            Vector512<int> a0 = Vector512.Create(-128 * ((short)sums[b] + (sums[b] >> 16)));
            Vector512<int> a1 = Vector512<int>.Zero;
            Vector512<int> a2 = a1;
            Vector512<int> a3 = a1;
            byte* q = block + PackedLayout.Halves;
            for (int j = 0; j < 4; j++)
            {
                Vector512<short> w0 = Vector512.Load((short*)(q + 128 * j));
                Vector512<short> w1 = Vector512.Load((short*)(q + 128 * j + 64));
                a0 += Avx512BW.MultiplyAddAdjacent(w0 & mask, Vector512.Create(pairs[4 * j]).AsInt16());
                a1 += Avx512BW.MultiplyAddAdjacent(w0 >>> 8, Vector512.Create(pairs[4 * j + 1]).AsInt16());
                a2 += Avx512BW.MultiplyAddAdjacent(w1 & mask, Vector512.Create(pairs[4 * j + 2]).AsInt16());
                a3 += Avx512BW.MultiplyAddAdjacent(w1 >>> 8, Vector512.Create(pairs[4 * j + 3]).AsInt16());
            }

            Vector512<float> factor = Lanes512.LoadHalves(block) * Vector512.Create(scales[b]);
            acc = Vector512.FusedMultiplyAdd(Avx512F.ConvertToVector512Single(a0 + a1 + (a2 + a3)), factor, acc);
        }

        return acc;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourRowsOfTwoGroups(byte* p, int blocks, short* x, float* d, int* s, float* y, nint stride)
    {
        Vector512<short> mask = Vector512.Create((short)0xFF);
        byte* p2 = p + (long)blocks * BlockBytes;
        int* x0 = (int*)x;
        int* x1 = x0 + (long)blocks * 16;
        int* x2 = x1 + (long)blocks * 16;
        int* x3 = x2 + (long)blocks * 16;
        Vector512<float> f00 = Vector512<float>.Zero, f01 = f00, f02 = f00, f03 = f00, f10 = f00, f11 = f00, f12 = f00, f13 = f00;
        for (int b = 0; b < blocks; b++, p += BlockBytes, p2 += BlockBytes)
        {
            Vector512<int> a00 = Correction(s[b]), a01 = Correction(s[blocks + b]);
            Vector512<int> a02 = Correction(s[2 * blocks + b]), a03 = Correction(s[3 * blocks + b]);
            Vector512<int> a10 = a00, a11 = a01, a12 = a02, a13 = a03;
            for (int j = 0; j < 8; j++)
            {
                Vector512<short> q = Vector512.Load((short*)(p + PackedLayout.Halves + 64 * j));
                Vector512<short> q2 = Vector512.Load((short*)(p2 + PackedLayout.Halves + 64 * j));
                Vector512<short> e = q & mask, o = q >>> 8, e2 = q2 & mask, o2 = q2 >>> 8;
                int k = b * 16 + 2 * j;
                Vector512<short> v = Vector512.Create(x0[k]).AsInt16();
                a00 += Avx512BW.MultiplyAddAdjacent(e, v);
                a10 += Avx512BW.MultiplyAddAdjacent(e2, v);
                v = Vector512.Create(x0[k + 1]).AsInt16();
                a00 += Avx512BW.MultiplyAddAdjacent(o, v);
                a10 += Avx512BW.MultiplyAddAdjacent(o2, v);
                v = Vector512.Create(x1[k]).AsInt16();
                a01 += Avx512BW.MultiplyAddAdjacent(e, v);
                a11 += Avx512BW.MultiplyAddAdjacent(e2, v);
                v = Vector512.Create(x1[k + 1]).AsInt16();
                a01 += Avx512BW.MultiplyAddAdjacent(o, v);
                a11 += Avx512BW.MultiplyAddAdjacent(o2, v);
                v = Vector512.Create(x2[k]).AsInt16();
                a02 += Avx512BW.MultiplyAddAdjacent(e, v);
                a12 += Avx512BW.MultiplyAddAdjacent(e2, v);
                v = Vector512.Create(x2[k + 1]).AsInt16();
                a02 += Avx512BW.MultiplyAddAdjacent(o, v);
                a12 += Avx512BW.MultiplyAddAdjacent(o2, v);
                v = Vector512.Create(x3[k]).AsInt16();
                a03 += Avx512BW.MultiplyAddAdjacent(e, v);
                a13 += Avx512BW.MultiplyAddAdjacent(e2, v);
                v = Vector512.Create(x3[k + 1]).AsInt16();
                a03 += Avx512BW.MultiplyAddAdjacent(o, v);
                a13 += Avx512BW.MultiplyAddAdjacent(o2, v);
            }

            Vector512<float> w = Lanes512.LoadHalves(p), w2 = Lanes512.LoadHalves(p2);
            Vector512<float> t = Vector512.Create(d[b]);
            f00 = Vector512.FusedMultiplyAdd(Avx512F.ConvertToVector512Single(a00), w * t, f00);
            f10 = Vector512.FusedMultiplyAdd(Avx512F.ConvertToVector512Single(a10), w2 * t, f10);
            t = Vector512.Create(d[blocks + b]);
            f01 = Vector512.FusedMultiplyAdd(Avx512F.ConvertToVector512Single(a01), w * t, f01);
            f11 = Vector512.FusedMultiplyAdd(Avx512F.ConvertToVector512Single(a11), w2 * t, f11);
            t = Vector512.Create(d[2 * blocks + b]);
            f02 = Vector512.FusedMultiplyAdd(Avx512F.ConvertToVector512Single(a02), w * t, f02);
            f12 = Vector512.FusedMultiplyAdd(Avx512F.ConvertToVector512Single(a12), w2 * t, f12);
            t = Vector512.Create(d[3 * blocks + b]);
            f03 = Vector512.FusedMultiplyAdd(Avx512F.ConvertToVector512Single(a03), w * t, f03);
            f13 = Vector512.FusedMultiplyAdd(Avx512F.ConvertToVector512Single(a13), w2 * t, f13);
        }

        f00.Store(y);
        f10.Store(y + 16);
        f01.Store(y + stride);
        f11.Store(y + stride + 16);
        f02.Store(y + 2 * stride);
        f12.Store(y + 2 * stride + 16);
        f03.Store(y + 3 * stride);
        f13.Store(y + 3 * stride + 16);
    }

    private static Vector512<int> Correction(int halfSums) => Vector512.Create(-128 * ((short)halfSums + (halfSums >> 16)));
}
