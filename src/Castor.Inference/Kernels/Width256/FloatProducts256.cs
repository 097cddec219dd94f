using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Castor.Inference.Gguf;

namespace Castor.Inference.Kernels.Width256;

/// <summary>Products of F32, F16 and BF16 matrices, column by column, with activations as floats.</summary>
internal static unsafe class FloatProducts256
{
    /// <summary>All rows of a batch with some groups of outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(PackedMatrix weights, ActivationRows rows, int firstRow, int rowCount, float* y, nint stride, int firstGroup, int endGroup)
    {
        for (int g = firstGroup; g < endGroup; g++)
        {
            byte* group = weights.Data + g * weights.GroupBytes;
            for (int row = firstRow; row < firstRow + rowCount; row++)
            {
                float* x = rows.Floats + (long)row * rows.Columns;
                Vector256<float> acc0 = Vector256<float>.Zero;
                Vector256<float> acc1 = acc0;
                for (int k = 0; k < weights.Columns; k++)
                {
                    Vector256<float> v = Vector256.Create(x[k]);
                    acc0 = Vector256.FusedMultiplyAdd(Load(weights.Type, group, (long)k * 16), v, acc0);
                    acc1 = Vector256.FusedMultiplyAdd(Load(weights.Type, group, (long)k * 16 + 8), v, acc1);
                }

                float* output = y + row * stride + g * PackedLayout.Rows;
                acc0.Store(output);
                acc1.Store(output + 8);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Load(TensorType type, byte* group, long index) => type switch
    {
        TensorType.F32 => Vector256.Load((float*)group + index),
        TensorType.F16 => Lanes256.LoadHalves((ushort*)group + index),
        _ => (Lanes256.ToInt32(Vector128.Load((short*)group + index)) << 16).AsSingle(),
    };
}
