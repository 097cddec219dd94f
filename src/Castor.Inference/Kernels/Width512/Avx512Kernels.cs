using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Castor.Inference.Gguf;
using Castor.Inference.Kernels.PackedTypes;

namespace Castor.Inference.Kernels.Width512;

/// <summary>512-bit vectors with 16-bit products (AVX-512F and BW).</summary>
internal unsafe class Avx512Kernels : VectorKernels
{
    private const int Lanes = 16;

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

    public override void ScoreTile(float* queries, int queryCount, ushort* keys, int headDim, float* scores, nint stride) =>
        HalfAttention512.Score(queries, queryCount, keys, headDim, scores, stride);

    public override void ScoreByteTile(float* queries, int queryCount, byte* keys, int headDim, float* scores, nint stride) =>
        ByteAttention512.Score(queries, queryCount, keys, headDim, scores, stride);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddByteValues(
        float* weights, nint stride, int queryCount, ushort* scales, sbyte* values, int count, int headDim, float* output) =>
        ByteAttention512.AddValues(weights, stride, queryCount, scales, values, count, headDim, output);

    public override void AddValues(float* weights, nint stride, int queryCount, ushort* values, int count, int headDim, float* output) =>
        HalfAttention512.AddValues(weights, stride, queryCount, values, count, headDim, output);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Exponentiate(float* scores, int count, out float maximum)
    {
        Vector512<float> m = Vector512.Load(scores);
        for (int i = Lanes; i < count; i += Lanes)
        {
            m = Vector512.Max(m, Vector512.Load(scores + i));
        }

        maximum = HorizontalMax(Vector256.Max(m.GetLower(), m.GetUpper()));
        Vector512<float> top = Vector512.Create(maximum);
        Vector512<float> sum = Vector512<float>.Zero;
        for (int i = 0; i < count; i += Lanes)
        {
            Vector512<float> w = Elementary512.Exp(Vector512.Load(scores + i) - top);
            w.Store(scores + i);
            sum += w;
        }

        return Vector512.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void GeluMultiply(float* gate, float* up, float* y, int count)
    {
        for (int i = 0; i + Lanes <= count; i += Lanes)
        {
            Elementary512.GeluMultiply(Vector512.Load(gate + i), Vector512.Load(up + i)).Store(y + i);
        }
    }
}
