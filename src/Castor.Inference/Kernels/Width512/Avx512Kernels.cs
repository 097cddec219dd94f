using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Castor.Inference.Gguf;
using Castor.Inference.Kernels.PackedTypes;

namespace Castor.Inference.Kernels.Width512;

/// <summary>512-bit vectors with 16-bit products (AVX-512F and BW).</summary>
internal unsafe class Avx512Kernels : VectorKernels
{
    /// <summary>Whether this machine has the instructions.</summary>
    public static bool IsSupported => Avx512BW.IsSupported;

    public override string Name => "avx512";

    public override void Multiply(
        PackedMatrix weights, ActivationRows rows, int firstRow, int rowCount, float* y, nint stride, int firstGroup, int endGroup)
    {
        switch (weights.Type)
        {
            case TensorType.Q8_0:
                ByteProducts512.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
            case TensorType.Q4_0:
                NibbleProducts512<Q40>.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
            case TensorType.Q4_1:
                NibbleProducts512<Q41>.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
            case TensorType.Q5_0:
                NibbleProducts512<Q50>.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
            case TensorType.Q5_1:
                NibbleProducts512<Q51>.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
            case TensorType.Q4_K:
                NibbleProducts512<Q4K>.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
            case TensorType.Q5_K:
                NibbleProducts512<Q5K>.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
            case TensorType.Q6_K:
                NibbleProducts512<Q6K>.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
            default:
                FloatProducts512.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
        }
    }

    public override void ScoreTile(float* queries, int queryCount, ushort* keys, int headDim, float* scores, nint stride)
    {
        int q = 0;
        for (; q + 4 <= queryCount; q += 4)
        {
            float* q0 = queries + (long)q * headDim;
            float* q1 = q0 + headDim;
            float* q2 = q1 + headDim;
            float* q3 = q2 + headDim;
            Vector512<float> s0 = Vector512<float>.Zero, s1 = s0, s2 = s0, s3 = s0;
            for (int d = 0; d < headDim; d++)
            {
                Vector512<float> k = Lanes512.LoadHalves(keys + d * 16);
                s0 = Vector512.FusedMultiplyAdd(k, Vector512.Create(q0[d]), s0);
                s1 = Vector512.FusedMultiplyAdd(k, Vector512.Create(q1[d]), s1);
                s2 = Vector512.FusedMultiplyAdd(k, Vector512.Create(q2[d]), s2);
                s3 = Vector512.FusedMultiplyAdd(k, Vector512.Create(q3[d]), s3);
            }

            s0.Store(scores + q * stride);
            s1.Store(scores + (q + 1) * stride);
            s2.Store(scores + (q + 2) * stride);
            s3.Store(scores + (q + 3) * stride);
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

    public override void ScoreByteTile(float* queries, int queryCount, byte* keys, int headDim, float* scores, nint stride) =>
        ByteAttention512.Score(queries, queryCount, keys, headDim, scores, stride);

    public override void AddByteValues(
        float* weights, nint stride, int queryCount, ushort* scales, sbyte* values, int count, int headDim, float* output) =>
        ByteAttention512.AddValues(weights, stride, queryCount, scales, values, count, headDim, output);

    public override void AddValues(float* weights, nint stride, int queryCount, ushort* values, int count, int headDim, float* output)
    {
        for (int d = 0; d < headDim; d += 16)
        {
            int q = 0;
            for (; q + 4 <= queryCount; q += 4)
            {
                float* o = output + (long)q * headDim + d;
                float* w = weights + q * stride;
                Vector512<float> o0 = Vector512.Load(o);
                Vector512<float> o1 = Vector512.Load(o + headDim);
                Vector512<float> o2 = Vector512.Load(o + 2 * headDim);
                Vector512<float> o3 = Vector512.Load(o + 3 * headDim);
                for (int p = 0; p < count; p++)
                {
                    Vector512<float> v = Lanes512.LoadHalves(values + (long)p * headDim + d);
                    o0 = Vector512.FusedMultiplyAdd(v, Vector512.Create(w[p]), o0);
                    o1 = Vector512.FusedMultiplyAdd(v, Vector512.Create(w[stride + p]), o1);
                    o2 = Vector512.FusedMultiplyAdd(v, Vector512.Create(w[2 * stride + p]), o2);
                    o3 = Vector512.FusedMultiplyAdd(v, Vector512.Create(w[3 * stride + p]), o3);
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
                Vector512<float> sum = Vector512.Load(o);
                for (int p = 0; p < count; p++)
                {
                    sum = Vector512.FusedMultiplyAdd(Lanes512.LoadHalves(values + (long)p * headDim + d), Vector512.Create(w[p]), sum);
                }

                sum.Store(o);
            }
        }
    }
}
