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
        if (!HasInstructions || !ExecutableMemory.IsAllowed)
        {
            return null;
        }

        EmittedVnniKernels kernels = new();
        return kernels.AgreesWithPlainTier() ? kernels : null;
    }

    public override void Multiply(
        PackedMatrix weights, ActivationRows rows, int firstRow, int rowCount, float* y, nint stride, int firstGroup, int endGroup)
    {
        if (!TryMultiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup))
        {
            base.Multiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
        }
    }

    /// <summary>Whether this tier agrees with the 512-bit one bit for bit, in all that it computes of answers.</summary>
    protected bool AgreesWithPlainTier()
    {
        Avx512Kernels plain = new();
        foreach (TensorType type in SelfTest.Types)
        {
            using NativeBuffer expected = SelfTest.Multiply(plain, type, isPrompt: false);
            using NativeBuffer actual = SelfTest.Multiply(this, type, isPrompt: false);
            if (!new Span<byte>(expected.Data, (int)expected.ByteLength).SequenceEqual(new Span<byte>(actual.Data, (int)actual.ByteLength)))
            {
                return false;
            }
        }

        return true;
    }

    // False where there is no code for the type, or the host allows none.
    private bool TryMultiply(PackedMatrix weights, ActivationRows rows, int firstRow, int rowCount, float* y, nint stride, int firstGroup, int endGroup) =>
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
}
