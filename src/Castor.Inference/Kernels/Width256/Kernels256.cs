using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Castor.Inference.Gguf;
using Castor.Inference.Kernels.PackedTypes;

namespace Castor.Inference.Kernels.Width256;

/// <summary>What the tiers of 256 bits share: products by a way to add up bytes, and attention. Machines with 128 bits take each vector as two.</summary>
internal abstract unsafe class Kernels256 : VectorKernels
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ScoreTile(float* queries, int queryCount, ushort* keys, int headDim, float* scores, nint stride)
    {
        for (int half = 0; half < 2; half++)
        {
            int q = 0;
            for (; q + 4 <= queryCount; q += 4)
            {
                float* q0 = queries + (long)q * headDim;
                float* q1 = q0 + headDim;
                float* q2 = q1 + headDim;
                float* q3 = q2 + headDim;
                Vector256<float> s0 = Vector256<float>.Zero;
                Vector256<float> s1 = s0;
                Vector256<float> s2 = s0;
                Vector256<float> s3 = s0;
                for (int d = 0; d < headDim; d++)
                {
                    Vector256<float> k = Lanes256.LoadHalves(keys + d * 16 + 8 * half);
                    s0 = Vector256.FusedMultiplyAdd(k, Vector256.Create(q0[d]), s0);
                    s1 = Vector256.FusedMultiplyAdd(k, Vector256.Create(q1[d]), s1);
                    s2 = Vector256.FusedMultiplyAdd(k, Vector256.Create(q2[d]), s2);
                    s3 = Vector256.FusedMultiplyAdd(k, Vector256.Create(q3[d]), s3);
                }

                float* target = scores + q * stride + 8 * half;
                s0.Store(target);
                s1.Store(target + stride);
                s2.Store(target + 2 * stride);
                s3.Store(target + 3 * stride);
            }

            for (; q < queryCount; q++)
            {
                float* one = queries + (long)q * headDim;
                Vector256<float> sum = Vector256<float>.Zero;
                for (int d = 0; d < headDim; d++)
                {
                    sum = Vector256.FusedMultiplyAdd(Lanes256.LoadHalves(keys + d * 16 + 8 * half), Vector256.Create(one[d]), sum);
                }

                sum.Store(scores + q * stride + 8 * half);
            }
        }
    }

    public override void ScoreByteTile(float* queries, int queryCount, byte* keys, int headDim, float* scores, nint stride) =>
        ByteAttention256.Score(queries, queryCount, keys, headDim, scores, stride);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddByteValues(
        float* weights, nint stride, int queryCount, ushort* scales, sbyte* values, int count, int headDim, float* output) =>
        ByteAttention256.AddValues(weights, stride, queryCount, scales, values, count, headDim, output);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddValues(float* weights, nint stride, int queryCount, ushort* values, int count, int headDim, float* output)
    {
        for (int d = 0; d < headDim; d += 8)
        {
            int q = 0;
            for (; q + 4 <= queryCount; q += 4)
            {
                float* o = output + (long)q * headDim + d;
                float* w = weights + q * stride;
                Vector256<float> o0 = Vector256.Load(o);
                Vector256<float> o1 = Vector256.Load(o + headDim);
                Vector256<float> o2 = Vector256.Load(o + 2 * headDim);
                Vector256<float> o3 = Vector256.Load(o + 3 * headDim);
                for (int p = 0; p < count; p++)
                {
                    Vector256<float> v = Lanes256.LoadHalves(values + (long)p * headDim + d);
                    o0 = Vector256.FusedMultiplyAdd(v, Vector256.Create(w[p]), o0);
                    o1 = Vector256.FusedMultiplyAdd(v, Vector256.Create(w[stride + p]), o1);
                    o2 = Vector256.FusedMultiplyAdd(v, Vector256.Create(w[2 * stride + p]), o2);
                    o3 = Vector256.FusedMultiplyAdd(v, Vector256.Create(w[3 * stride + p]), o3);
                }

                o0.Store(o);
                o1.Store(o + headDim);
                o2.Store(o + 2 * headDim);
                o3.Store(o + 3 * headDim);
            }

            for (; q < queryCount; q++)
            {
                float* o = output + (long)q * headDim + d;
                float* w = weights + q * stride;
                Vector256<float> sum = Vector256.Load(o);
                for (int p = 0; p < count; p++)
                {
                    sum = Vector256.FusedMultiplyAdd(Lanes256.LoadHalves(values + (long)p * headDim + d), Vector256.Create(w[p]), sum);
                }

                sum.Store(o);
            }
        }
    }

    /// <summary>Products of all types.</summary>
    protected static void MultiplyPacked<TDot>(
        PackedMatrix weights, ActivationRows rows, int firstRow, int rowCount, float* y, nint stride, int firstGroup, int endGroup)
        where TDot : struct, IByteDot256
    {
        switch (weights.Type)
        {
            case TensorType.Q8_0:
                PackedProducts256<Q80, TDot>.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
            case TensorType.Q4_0:
                PackedProducts256<Q40, TDot>.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
            case TensorType.Q4_1:
                PackedProducts256<Q41, TDot>.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
            case TensorType.Q5_0:
                PackedProducts256<Q50, TDot>.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
            case TensorType.Q5_1:
                PackedProducts256<Q51, TDot>.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
            case TensorType.Q4_K:
                PackedProducts256<Q4K, TDot>.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
            case TensorType.Q5_K:
                PackedProducts256<Q5K, TDot>.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
            case TensorType.Q6_K:
                PackedProducts256<Q6K, TDot>.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
            default:
                FloatProducts256.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
        }
    }
}
