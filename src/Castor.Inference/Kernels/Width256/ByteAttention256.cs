using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Castor.Inference.KvCaches;

namespace Castor.Inference.Kernels.Width256;

/// <summary>Attention over keys and values of bytes, half a tile or half a block at a time. Four queries share what is unpacked; each one's sums run in the same order as alone.</summary>
internal static unsafe class ByteAttention256
{
    private const int Block = 32;
    private const int PaddedPage = KvLayout.PageLength + 16;

    /// <summary>See <see cref="KernelSet.ScoreByteTile"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Score(float* queries, int queryCount, byte* keys, int headDim, float* scores, nint stride)
    {
        for (int lane = 0; lane < KvLayout.TileLength; lane += 8)
        {
            int q = 0;
            for (; q + 4 <= queryCount; q += 4)
            {
                ScoreFour(queries + (long)q * headDim, keys, lane, headDim, scores + q * stride + lane, stride);
            }

            for (; q < queryCount; q++)
            {
                ScoreOne(queries + (long)q * headDim, keys, lane, headDim).Store(scores + q * stride + lane);
            }
        }
    }

    /// <summary>See <see cref="KernelSet.AddByteValues"/>. The weights are multiplied by the values' scales before they meet the bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddValues(float* weights, nint stride, int queryCount, ushort* scales, sbyte* values, int count, int headDim, float* output)
    {
        float* scaled = stackalloc float[4 * PaddedPage];
        for (int d = 0; d < headDim; d += Block, scales += KvLayout.PageLength)
        {
            byte* v = (byte*)values + d;
            int q = 0;
            for (; q + 4 <= queryCount; q += 4)
            {
                ScaleWeights(weights + q * stride, stride, 4, scales, count, scaled);
                AddFour(scaled, v, count, headDim, output + (long)q * headDim + d);
                AddFour(scaled, v + 16, count, headDim, output + (long)q * headDim + d + 16);
            }

            for (; q < queryCount; q++)
            {
                ScaleWeights(weights + q * stride, stride, 1, scales, count, scaled);
                AddOne(scaled, v, count, headDim, output + (long)q * headDim + d);
                AddOne(scaled, v + 16, count, headDim, output + (long)q * headDim + d + 16);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector256<float> ScoreOne(float* x, byte* block, int lane, int headDim)
    {
        Vector256<float> sum = Vector256<float>.Zero;
        for (int d = 0; d < headDim; d += Block, block += ByteKvFormat.TileBlockBytes)
        {
            byte* k = block + PackedLayout.Halves + lane;
            Vector256<float> even = Vector256<float>.Zero, odd = even;
            for (int i = d; i < d + Block; i += 2, k += 32)
            {
                even = Vector256.FusedMultiplyAdd(Load(k), Vector256.Create(x[i]), even);
                odd = Vector256.FusedMultiplyAdd(Load(k + 16), Vector256.Create(x[i + 1]), odd);
            }

            sum = Vector256.FusedMultiplyAdd(even + odd, Lanes256.LoadHalves(block + 2 * lane), sum);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScoreFour(float* x0, byte* block, int lane, int headDim, float* scores, nint stride)
    {
        float* x1 = x0 + headDim;
        float* x2 = x1 + headDim;
        float* x3 = x2 + headDim;
        Vector256<float> s0 = Vector256<float>.Zero, s1 = s0, s2 = s0, s3 = s0;
        for (int d = 0; d < headDim; d += Block, block += ByteKvFormat.TileBlockBytes)
        {
            byte* k = block + PackedLayout.Halves + lane;
            Vector256<float> e0 = Vector256<float>.Zero, e1 = e0, e2 = e0, e3 = e0, o0 = e0, o1 = e0, o2 = e0, o3 = e0;
            for (int i = d; i < d + Block; i += 2, k += 32)
            {
                Vector256<float> even = Load(k);
                e0 = Vector256.FusedMultiplyAdd(even, Vector256.Create(x0[i]), e0);
                e1 = Vector256.FusedMultiplyAdd(even, Vector256.Create(x1[i]), e1);
                e2 = Vector256.FusedMultiplyAdd(even, Vector256.Create(x2[i]), e2);
                e3 = Vector256.FusedMultiplyAdd(even, Vector256.Create(x3[i]), e3);
                Vector256<float> odd = Load(k + 16);
                o0 = Vector256.FusedMultiplyAdd(odd, Vector256.Create(x0[i + 1]), o0);
                o1 = Vector256.FusedMultiplyAdd(odd, Vector256.Create(x1[i + 1]), o1);
                o2 = Vector256.FusedMultiplyAdd(odd, Vector256.Create(x2[i + 1]), o2);
                o3 = Vector256.FusedMultiplyAdd(odd, Vector256.Create(x3[i + 1]), o3);
            }

            Vector256<float> scale = Lanes256.LoadHalves(block + 2 * lane);
            s0 = Vector256.FusedMultiplyAdd(e0 + o0, scale, s0);
            s1 = Vector256.FusedMultiplyAdd(e1 + o1, scale, s1);
            s2 = Vector256.FusedMultiplyAdd(e2 + o2, scale, s2);
            s3 = Vector256.FusedMultiplyAdd(e3 + o3, scale, s3);
        }

        s0.Store(scores);
        s1.Store(scores + stride);
        s2.Store(scores + 2 * stride);
        s3.Store(scores + 3 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddOne(float* w, byte* v, int count, int headDim, float* output)
    {
        Vector256<float> a = Vector256.Load(output), b = Vector256.Load(output + 8);
        for (int p = 0; p < count; p++, v += headDim)
        {
            Vector256<float> weight = Vector256.Create(w[p]);
            a = Vector256.FusedMultiplyAdd(Load(v), weight, a);
            b = Vector256.FusedMultiplyAdd(Load(v + 8), weight, b);
        }

        a.Store(output);
        b.Store(output + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFour(float* w, byte* v, int count, int headDim, float* output)
    {
        float* x1 = output + headDim;
        float* x2 = x1 + headDim;
        float* x3 = x2 + headDim;
        Vector256<float> a0 = Vector256.Load(output), b0 = Vector256.Load(output + 8), a1 = Vector256.Load(x1), b1 = Vector256.Load(x1 + 8);
        Vector256<float> a2 = Vector256.Load(x2), b2 = Vector256.Load(x2 + 8), a3 = Vector256.Load(x3), b3 = Vector256.Load(x3 + 8);
        for (int p = 0; p < count; p++, v += headDim)
        {
            Vector256<float> a = Load(v);
            Vector256<float> b = Load(v + 8);
            Vector256<float> weight = Vector256.Create(w[p]);
            a0 = Vector256.FusedMultiplyAdd(a, weight, a0);
            b0 = Vector256.FusedMultiplyAdd(b, weight, b0);
            weight = Vector256.Create(w[PaddedPage + p]);
            a1 = Vector256.FusedMultiplyAdd(a, weight, a1);
            b1 = Vector256.FusedMultiplyAdd(b, weight, b1);
            weight = Vector256.Create(w[2 * PaddedPage + p]);
            a2 = Vector256.FusedMultiplyAdd(a, weight, a2);
            b2 = Vector256.FusedMultiplyAdd(b, weight, b2);
            weight = Vector256.Create(w[3 * PaddedPage + p]);
            a3 = Vector256.FusedMultiplyAdd(a, weight, a3);
            b3 = Vector256.FusedMultiplyAdd(b, weight, b3);
        }

        a0.Store(output);
        b0.Store(output + 8);
        a1.Store(x1);
        b1.Store(x1 + 8);
        a2.Store(x2);
        b2.Store(x2 + 8);
        a3.Store(x3);
        b3.Store(x3 + 8);
    }

    // Whole vectors: what lies behind the last position is computed and never used.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScaleWeights(float* weights, nint stride, int queryCount, ushort* scales, int count, float* scaled)
    {
        for (int p = 0; p < count; p += 8)
        {
            Vector256<float> scale = Lanes256.LoadHalves(scales + p);
            for (int q = 0; q < queryCount; q++)
            {
                (Vector256.Load(weights + q * stride + p) * scale).Store(scaled + q * PaddedPage + p);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Load(byte* bytes) => Vector256.ConvertToSingle(Lanes256.LoadSignedBytes(bytes));
}
