using System.Runtime.Intrinsics.X86;

namespace Castor.Inference.Kernels.Width256;

/// <summary>256-bit vectors with products of bytes summed to 32 bits (AVX-VNNI).</summary>
internal sealed unsafe class AvxVnniKernels : Kernels256
{
    /// <summary>Whether this machine has the instructions.</summary>
    public static bool IsSupported => AvxVnni.IsSupported && Avx2Kernels.IsSupported;

    public override string Name => "avxvnni";

    public override void Multiply(
        PackedMatrix weights, ActivationRows rows, int firstRow, int rowCount, float* y, nint stride, int firstGroup, int endGroup) =>
        MultiplyPacked<VnniDot256>(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
}
