using System.Runtime.Intrinsics.X86;
using Castor.Inference.Gguf;

namespace Castor.Inference.Kernels.Width256;

/// <summary>256-bit vectors with 16-bit sums of pairs (AVX2 and FMA).</summary>
internal sealed unsafe class Avx2Kernels : Kernels256
{
    /// <summary>Whether this machine has the instructions.</summary>
    public static bool IsSupported => Avx2.IsSupported && Fma.IsSupported;

    public override string Name => "avx2";

    public override void Multiply(
        PackedMatrix weights, ActivationRows rows, int firstRow, int rowCount, float* y, nint stride, int firstGroup, int endGroup)
    {
        if (weights.Type == TensorType.Q8_0)
        {
            ByteProducts256.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
            return;
        }

        MultiplyPacked<PairDot256>(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
    }
}
