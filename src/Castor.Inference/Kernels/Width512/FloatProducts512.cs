using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Castor.Inference.Gguf;

namespace Castor.Inference.Kernels.Width512;

/// <summary>Products of F32, F16 and BF16 matrices, column by column, with activations as floats.</summary>
internal static unsafe class FloatProducts512
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
                Dot(weights.Type, group, x, weights.Columns).Store(y + row * stride + g * PackedLayout.Rows);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> Dot(TensorType type, byte* group, float* x, int columns)
    {
        Vector512<float> even = Vector512<float>.Zero;
        Vector512<float> odd = even;
        for (int k = 0; k < columns; k += 2)
        {
            even = Vector512.FusedMultiplyAdd(Load(type, group, k), Vector512.Create(x[k]), even);
            odd = Vector512.FusedMultiplyAdd(Load(type, group, k + 1), Vector512.Create(x[k + 1]), odd);
        }

        return even + odd;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Load(TensorType type, byte* group, int column) => type switch
    {
        TensorType.F32 => Vector512.Load((float*)group + (long)column * 16),
        TensorType.F16 => Lanes512.LoadHalves((ushort*)group + (long)column * 16),
        _ => (Avx512F.ConvertToVector512Int32(Vector256.Load((ushort*)group + (long)column * 16)) << 16).AsSingle(),
    };
}
