using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Castor.Inference.KvCaches;

namespace Castor.Inference.Kernels.Width512;

/// <summary>Attention over keys and values of bytes. Four queries share what is unpacked; each one's sums run in the same order as alone.</summary>
internal static unsafe class ByteAttention512
{
    private const int Block = 32;
    private const int PaddedPage = KvLayout.PageLength + 16;

    /// <summary>See <see cref="KernelSet.ScoreByteTile"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Score(float* queries, int queryCount, byte* keys, int headDim, float* scores, nint stride)
    {
        int q = 0;
        for (; q + 4 <= queryCount; q += 4)
        {
            ScoreFour(queries + (long)q * headDim, keys, headDim, scores + q * stride, stride);
        }

        for (; q < queryCount; q++)
        {
            float* x = queries + (long)q * headDim;
            byte* block = keys;
            Vector512<float> sum = Vector512<float>.Zero;
            for (int d = 0; d < headDim; d += Block, block += ByteKvFormat.TileBlockBytes)
            {
                byte* k = block + PackedLayout.Halves;
                Vector512<float> even = Vector512<float>.Zero, odd = even;
                for (int i = 0; i < Block; i += 2, k += 32)
                {
                    even = Vector512.FusedMultiplyAdd(Load(k), Vector512.Create(x[d + i]), even);
                    odd = Vector512.FusedMultiplyAdd(Load(k + 16), Vector512.Create(x[d + i + 1]), odd);
                }

                sum = Vector512.FusedMultiplyAdd(even + odd, Lanes512.LoadHalves(block), sum);
            }

            sum.Store(scores + q * stride);
        }
    }

    /// <summary>See <see cref="KernelSet.AddByteValues"/>. The weights are multiplied by the values' scales before they meet the bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddValues(float* weights, nint stride, int queryCount, ushort* scales, sbyte* values, int count, int headDim, float* output)
    {
        float* scaled = stackalloc float[4 * PaddedPage];
        for (int d = 0; d < headDim; d += Block, scales += KvLayout.PageLength)
        {
            int q = 0;
            for (; q + 4 <= queryCount; q += 4)
            {
                ScaleWeights(weights + q * stride, stride, 4, scales, count, scaled);
                AddFour(scaled, (byte*)values + d, count, headDim, output + (long)q * headDim + d);
            }

            for (; q < queryCount; q++)
            {
                ScaleWeights(weights + q * stride, stride, 1, scales, count, scaled);
                float* o = output + (long)q * headDim + d;
                Vector512<float> o0 = Vector512.Load(o), o1 = Vector512.Load(o + 16);
                byte* v = (byte*)values + d;
                for (int p = 0; p < count; p++, v += headDim)
                {
                    Vector512<float> w = Vector512.Create(scaled[p]);
                    o0 = Vector512.FusedMultiplyAdd(Load(v), w, o0);
                    o1 = Vector512.FusedMultiplyAdd(Load(v + 16), w, o1);
                }

                o0.Store(o);
                o1.Store(o + 16);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScoreFour(float* x0, byte* block, int headDim, float* scores, nint stride)
    {
        float* x1 = x0 + headDim;
        float* x2 = x1 + headDim;
        float* x3 = x2 + headDim;
        Vector512<float> s0 = Vector512<float>.Zero, s1 = s0, s2 = s0, s3 = s0;
        for (int d = 0; d < headDim; d += Block, block += ByteKvFormat.TileBlockBytes)
        {
            byte* k = block + PackedLayout.Halves;
            Vector512<float> e0 = Vector512<float>.Zero, e1 = e0, e2 = e0, e3 = e0, o0 = e0, o1 = e0, o2 = e0, o3 = e0;
            for (int i = d; i < d + Block; i += 2, k += 32)
            {
                Vector512<float> even = Load(k);
                Vector512<float> odd = Load(k + 16);
                e0 = Vector512.FusedMultiplyAdd(even, Vector512.Create(x0[i]), e0);
                e1 = Vector512.FusedMultiplyAdd(even, Vector512.Create(x1[i]), e1);
                e2 = Vector512.FusedMultiplyAdd(even, Vector512.Create(x2[i]), e2);
                e3 = Vector512.FusedMultiplyAdd(even, Vector512.Create(x3[i]), e3);
                o0 = Vector512.FusedMultiplyAdd(odd, Vector512.Create(x0[i + 1]), o0);
                o1 = Vector512.FusedMultiplyAdd(odd, Vector512.Create(x1[i + 1]), o1);
                o2 = Vector512.FusedMultiplyAdd(odd, Vector512.Create(x2[i + 1]), o2);
                o3 = Vector512.FusedMultiplyAdd(odd, Vector512.Create(x3[i + 1]), o3);
            }

            Vector512<float> scale = Lanes512.LoadHalves(block);
            s0 = Vector512.FusedMultiplyAdd(e0 + o0, scale, s0);
            s1 = Vector512.FusedMultiplyAdd(e1 + o1, scale, s1);
            s2 = Vector512.FusedMultiplyAdd(e2 + o2, scale, s2);
            s3 = Vector512.FusedMultiplyAdd(e3 + o3, scale, s3);
        }

        s0.Store(scores);
        s1.Store(scores + stride);
        s2.Store(scores + 2 * stride);
        s3.Store(scores + 3 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFour(float* w, byte* v, int count, int headDim, float* output)
    {
        float* x1 = output + headDim;
        float* x2 = x1 + headDim;
        float* x3 = x2 + headDim;
        Vector512<float> a0 = Vector512.Load(output), b0 = Vector512.Load(output + 16), a1 = Vector512.Load(x1), b1 = Vector512.Load(x1 + 16);
        Vector512<float> a2 = Vector512.Load(x2), b2 = Vector512.Load(x2 + 16), a3 = Vector512.Load(x3), b3 = Vector512.Load(x3 + 16);
        for (int p = 0; p < count; p++, v += headDim)
        {
            Vector512<float> a = Load(v);
            Vector512<float> b = Load(v + 16);
            Vector512<float> w0 = Vector512.Create(w[p]), w1 = Vector512.Create(w[PaddedPage + p]);
            Vector512<float> w2 = Vector512.Create(w[2 * PaddedPage + p]), w3 = Vector512.Create(w[3 * PaddedPage + p]);
            a0 = Vector512.FusedMultiplyAdd(a, w0, a0);
            b0 = Vector512.FusedMultiplyAdd(b, w0, b0);
            a1 = Vector512.FusedMultiplyAdd(a, w1, a1);
            b1 = Vector512.FusedMultiplyAdd(b, w1, b1);
            a2 = Vector512.FusedMultiplyAdd(a, w2, a2);
            b2 = Vector512.FusedMultiplyAdd(b, w2, b2);
            a3 = Vector512.FusedMultiplyAdd(a, w3, a3);
            b3 = Vector512.FusedMultiplyAdd(b, w3, b3);
        }

        a0.Store(output);
        b0.Store(output + 16);
        a1.Store(x1);
        b1.Store(x1 + 16);
        a2.Store(x2);
        b2.Store(x2 + 16);
        a3.Store(x3);
        b3.Store(x3 + 16);
    }

    // Whole vectors: what lies behind the last position is computed and never used.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScaleWeights(float* weights, nint stride, int queryCount, ushort* scales, int count, float* scaled)
    {
        for (int p = 0; p < count; p += 16)
        {
            Vector512<float> scale = Lanes512.LoadHalves(scales + p);
            for (int q = 0; q < queryCount; q++)
            {
                (Vector512.Load(weights + q * stride + p) * scale).Store(scaled + q * PaddedPage + p);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Load(byte* bytes) =>
        Avx512F.ConvertToVector512Single(Avx512F.ConvertToVector512Int32(Vector128.Load((sbyte*)bytes)));
}
