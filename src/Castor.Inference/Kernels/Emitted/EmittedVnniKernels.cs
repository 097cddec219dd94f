using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Castor.Inference.Gguf;
using Castor.Inference.Kernels.PackedTypes;
using Castor.Inference.Kernels.Width512;
using Castor.Inference.Memory;

namespace Castor.Inference.Kernels.Emitted;

/// <summary>
/// 512-bit vectors with products of bytes in one instruction (AVX-512 VNNI), which .NET has no intrinsic for: the code is written here, made executable and
/// tried once against the plain 512-bit tier before it is offered.
/// </summary>
internal unsafe class EmittedVnniKernels : Avx512Kernels
{
    private const int VnniBit = 1 << 11;

    private readonly EmittedProducts<Q80> _q80 = new();
    private readonly EmittedProducts<Q40> _q40 = new();
    private readonly EmittedProducts<Q41> _q41 = new();
    private readonly EmittedProducts<Q50> _q50 = new();
    private readonly EmittedProducts<Q51> _q51 = new();
    private readonly EmittedProducts<Q4K> _q4K = new();
    private readonly EmittedProducts<Q5K> _q5K = new();
    private readonly EmittedProducts<Q6K> _q6K = new();

    public override string Name => "avx512vnni";

    // The code follows the System V calling convention.
    protected static bool HasInstructions =>
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64 && Avx512Kernels.IsSupported
        && (X86Base.CpuId(7, 0).Ecx & VnniBit) != 0;

    /// <summary>The tier, where this machine has the instructions, lets code be made, and computes as it should.</summary>
    public static EmittedVnniKernels? TryCreate()
    {
        if (!HasInstructions)
        {
            return null;
        }

        EmittedVnniKernels kernels = new();
        return kernels.PassesTest() ? kernels : null;
    }

    public override void Multiply(
        PackedMatrix weights, ActivationRows rows, int firstRow, int rowCount, float* y, nint stride, int firstGroup, int endGroup)
    {
        if (!TryMultiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup))
        {
            base.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
        }
    }

    /// <summary>Multiplies by emitted code.</summary>
    /// <returns>False where there is none for the type, or the host allows none.</returns>
    protected virtual bool TryMultiply(PackedMatrix weights, ActivationRows rows, int firstRow, int rowCount, float* y, nint stride, int firstGroup, int endGroup) =>
        weights.Type switch
        {
            TensorType.Q8_0 => _q80.TryMultiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup),
            TensorType.Q4_0 => _q40.TryMultiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup),
            TensorType.Q4_1 => _q41.TryMultiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup),
            TensorType.Q5_0 => _q50.TryMultiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup),
            TensorType.Q5_1 => _q51.TryMultiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup),
            TensorType.Q4_K => _q4K.TryMultiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup),
            TensorType.Q5_K => _q5K.TryMultiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup),
            TensorType.Q6_K => _q6K.TryMultiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup),
            _ => false,
        };

    // Three groups and rows enough for every program: the tier must agree with the 512-bit one bit for bit.
    protected bool PassesTest()
    {
        const int Columns = 256;
        const int Groups = 3;
        const int RowCount = 41;
        using ActivationRows rows = new(RowCount, Columns) { Columns = Columns };
        for (int i = 0; i < RowCount * Columns; i++)
        {
            rows.Floats[i] = i * 37 % 255 - 127;
        }

        for (int row = 0; row < RowCount; row++)
        {
            Quantize(rows, row);
        }

        using NativeBuffer expected = NativeBuffer.OfFloats(RowCount * Groups * PackedLayout.Rows);
        using NativeBuffer actual = NativeBuffer.OfFloats(RowCount * Groups * PackedLayout.Rows);
        foreach (TensorType type in (TensorType[])[TensorType.Q8_0, TensorType.Q4_0, TensorType.Q4_1, TensorType.Q5_0, TensorType.Q5_1, TensorType.Q4_K, TensorType.Q5_K, TensorType.Q6_K])
        {
            long length = PackedMatrix.ByteLengthOf(type, Groups * PackedLayout.Rows, Columns);
            using NativeBuffer data = new(length);
            for (long i = 0; i < length; i++)
            {
                // Every second byte of a scale stays below an exponent that could overflow.
                data.Data[i] = (byte)(i * 101 % 0x3B);
            }

            PackedMatrix matrix = new(type, Groups * PackedLayout.Rows, Columns, data.Data);
            const int Stride = Groups * PackedLayout.Rows;
            base.Multiply(matrix, rows, 0, RowCount, (float*)expected.Data, Stride, 0, Groups);
            if (!TryMultiply(matrix, rows, 0, RowCount, (float*)actual.Data, Stride, 0, Groups)
                || !new Span<float>(expected.Data, RowCount * Stride).SequenceEqual(new Span<float>(actual.Data, RowCount * Stride)))
            {
                return false;
            }
        }

        return true;
    }
}
