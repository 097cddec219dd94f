using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Castor.Inference.Kernels.Width512;

/// <summary>Attention over keys and values of f16. Eight queries, or four, share what is unpacked; each one's sums run in the same order as alone.</summary>
internal static unsafe class HalfAttention512
{
    /// <summary>See <see cref="KernelSet.ScoreTile"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Score(float* queries, int queryCount, ushort* keys, int headDim, float* scores, nint stride)
    {
        int q = 0;
        for (; q + 8 <= queryCount; q += 8)
        {
            ScoreEight(queries + (long)q * headDim, keys, headDim, scores + q * stride, stride);
        }

        for (; q + 4 <= queryCount; q += 4)
        {
            ScoreFour(queries + (long)q * headDim, keys, headDim, scores + q * stride, stride);
        }

        for (; q < queryCount; q++)
        {
            float* one = queries + (long)q * headDim;
            Vector512<float> sum = Vector512<float>.Zero;
            for (int d = 0; d < headDim; d++)
            {
                sum = Vector512.FusedMultiplyAdd(Lanes512.LoadHalves(keys + d * 16), Vector512.Create(one[d]), sum);
            }

            sum.Store(scores + q * stride);
        }
    }

    /// <summary>See <see cref="KernelSet.AddValues"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddValues(float* weights, nint stride, int queryCount, ushort* values, int count, int headDim, float* output)
    {
        for (int d = 0; d < headDim; d += 16)
        {
            int q = 0;
            for (; q + 8 <= queryCount; q += 8)
            {
                AddEight(weights + q * stride, stride, values + d, count, headDim, output + (long)q * headDim + d);
            }

            for (; q + 4 <= queryCount; q += 4)
            {
                AddFour(weights + q * stride, stride, values + d, count, headDim, output + (long)q * headDim + d);
            }

            for (; q < queryCount; q++)
            {
                float* o = output + (long)q * headDim + d;
                float* w = weights + q * stride;
                Vector512<float> sum = Vector512.Load(o);
                for (int p = 0; p < count; p++)
                {
                    sum = Vector512.FusedMultiplyAdd(Lanes512.LoadHalves(values + (long)p * headDim + d), Vector512.Create(w[p]), sum);
                }

                sum.Store(o);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScoreEight(float* queries, ushort* keys, int headDim, float* scores, nint stride)
    {
        float* q4 = queries + 4 * headDim;
        Vector512<float> s0 = Vector512<float>.Zero, s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
        for (int d = 0; d < headDim; d++)
        {
            Vector512<float> k = Lanes512.LoadHalves(keys + d * 16);
            s0 = Vector512.FusedMultiplyAdd(k, Vector512.Create(queries[d]), s0);
            s1 = Vector512.FusedMultiplyAdd(k, Vector512.Create(queries[headDim + d]), s1);
            s2 = Vector512.FusedMultiplyAdd(k, Vector512.Create(queries[2 * headDim + d]), s2);
            s3 = Vector512.FusedMultiplyAdd(k, Vector512.Create(queries[3 * headDim + d]), s3);
            s4 = Vector512.FusedMultiplyAdd(k, Vector512.Create(q4[d]), s4);
            s5 = Vector512.FusedMultiplyAdd(k, Vector512.Create(q4[headDim + d]), s5);
            s6 = Vector512.FusedMultiplyAdd(k, Vector512.Create(q4[2 * headDim + d]), s6);
            s7 = Vector512.FusedMultiplyAdd(k, Vector512.Create(q4[3 * headDim + d]), s7);
        }

        Store(scores, stride, s0, s1, s2, s3);
        Store(scores + 4 * stride, stride, s4, s5, s6, s7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScoreFour(float* queries, ushort* keys, int headDim, float* scores, nint stride)
    {
        Vector512<float> s0 = Vector512<float>.Zero, s1 = s0, s2 = s0, s3 = s0;
        for (int d = 0; d < headDim; d++)
        {
            Vector512<float> k = Lanes512.LoadHalves(keys + d * 16);
            s0 = Vector512.FusedMultiplyAdd(k, Vector512.Create(queries[d]), s0);
            s1 = Vector512.FusedMultiplyAdd(k, Vector512.Create(queries[headDim + d]), s1);
            s2 = Vector512.FusedMultiplyAdd(k, Vector512.Create(queries[2 * headDim + d]), s2);
            s3 = Vector512.FusedMultiplyAdd(k, Vector512.Create(queries[3 * headDim + d]), s3);
        }

        Store(scores, stride, s0, s1, s2, s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddEight(float* weights, nint stride, ushort* values, int count, int headDim, float* output)
    {
        float* w4 = weights + 4 * stride;
        float* o4 = output + 4 * headDim;
        Vector512<float> s0 = Vector512.Load(output), s1 = Vector512.Load(output + headDim);
        Vector512<float> s2 = Vector512.Load(output + 2 * headDim), s3 = Vector512.Load(output + 3 * headDim);
        Vector512<float> s4 = Vector512.Load(o4), s5 = Vector512.Load(o4 + headDim);
        Vector512<float> s6 = Vector512.Load(o4 + 2 * headDim), s7 = Vector512.Load(o4 + 3 * headDim);
        for (int p = 0; p < count; p++)
        {
            Vector512<float> v = Lanes512.LoadHalves(values + (long)p * headDim);
            s0 = Vector512.FusedMultiplyAdd(v, Vector512.Create(weights[p]), s0);
            s1 = Vector512.FusedMultiplyAdd(v, Vector512.Create(weights[stride + p]), s1);
            s2 = Vector512.FusedMultiplyAdd(v, Vector512.Create(weights[2 * stride + p]), s2);
            s3 = Vector512.FusedMultiplyAdd(v, Vector512.Create(weights[3 * stride + p]), s3);
            s4 = Vector512.FusedMultiplyAdd(v, Vector512.Create(w4[p]), s4);
            s5 = Vector512.FusedMultiplyAdd(v, Vector512.Create(w4[stride + p]), s5);
            s6 = Vector512.FusedMultiplyAdd(v, Vector512.Create(w4[2 * stride + p]), s6);
            s7 = Vector512.FusedMultiplyAdd(v, Vector512.Create(w4[3 * stride + p]), s7);
        }

        Store(output, headDim, s0, s1, s2, s3);
        Store(o4, headDim, s4, s5, s6, s7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFour(float* weights, nint stride, ushort* values, int count, int headDim, float* output)
    {
        Vector512<float> s0 = Vector512.Load(output), s1 = Vector512.Load(output + headDim);
        Vector512<float> s2 = Vector512.Load(output + 2 * headDim), s3 = Vector512.Load(output + 3 * headDim);
        for (int p = 0; p < count; p++)
        {
            Vector512<float> v = Lanes512.LoadHalves(values + (long)p * headDim);
            s0 = Vector512.FusedMultiplyAdd(v, Vector512.Create(weights[p]), s0);
            s1 = Vector512.FusedMultiplyAdd(v, Vector512.Create(weights[stride + p]), s1);
            s2 = Vector512.FusedMultiplyAdd(v, Vector512.Create(weights[2 * stride + p]), s2);
            s3 = Vector512.FusedMultiplyAdd(v, Vector512.Create(weights[3 * stride + p]), s3);
        }

        Store(output, headDim, s0, s1, s2, s3);
    }

    private static void Store(float* target, nint stride, Vector512<float> s0, Vector512<float> s1, Vector512<float> s2, Vector512<float> s3)
    {
        s0.Store(target);
        s1.Store(target + stride);
        s2.Store(target + 2 * stride);
        s3.Store(target + 3 * stride);
    }
}
