using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Castor.Inference.Kernels.Width256;

namespace Castor.Inference.Kernels.Width128;

/// <summary>128-bit vectors: Arm64, and x86 machines without AVX2. Vectors of 256 bits are pairs of them here.</summary>
internal sealed unsafe class Vector128Kernels : Kernels256
{
    /// <summary>Whether this machine has the instructions.</summary>
    public static bool IsSupported => Vector128.IsHardwareAccelerated && (AdvSimd.Arm64.IsSupported || Ssse3.IsSupported);

    public override string Name => "vector128";

    public override void Multiply(
        PackedMatrix weights, ActivationRows rows, int firstRow, int rowCount, float* y, nint stride, int firstGroup, int endGroup) =>
        MultiplyPacked<HalvesDot>(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
}
