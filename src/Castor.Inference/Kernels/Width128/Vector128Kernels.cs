using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Castor.Inference.Gguf;
using Castor.Inference.Kernels.PackedTypes;
using Castor.Inference.Kernels.Width256;

namespace Castor.Inference.Kernels.Width128;

/// <summary>128-bit vectors: Arm64, and x86 machines without AVX2. Beside the products, vectors of 256 bits are pairs of them here.</summary>
internal sealed unsafe class Vector128Kernels : Kernels256
{
    /// <summary>Whether this machine has the instructions.</summary>
    public static bool IsSupported => Vector128.IsHardwareAccelerated && (AdvSimd.Arm64.IsSupported || Ssse3.IsSupported);

    public override string Name => "vector128";

    public override void Multiply(
        PackedMatrix weights, ActivationRows rows, int firstRow, int rowCount, float* y, nint stride, int firstGroup, int endGroup)
    {
        switch (weights.Type)
        {
            case TensorType.Q8_0:
                PackedProducts128<Q80>.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
            case TensorType.Q4_0:
                PackedProducts128<Q40>.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
            case TensorType.Q4_1:
                PackedProducts128<Q41>.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
            case TensorType.Q5_0:
                PackedProducts128<Q50>.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
            case TensorType.Q5_1:
                PackedProducts128<Q51>.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
            case TensorType.Q4_K:
                PackedProducts128<Q4K>.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
            case TensorType.Q5_K:
                PackedProducts128<Q5K>.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
            case TensorType.Q6_K:
                PackedProducts128<Q6K>.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
            default:
                FloatProducts256.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
                break;
        }
    }
}
