using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Castor.Inference.Gguf;
using Castor.Inference.Kernels.PackedTypes;

namespace Castor.Inference.Kernels.Emitted;

/// <summary>
/// Products of tiles (AMX) where there are 16 rows or more, as in prompts; what is left over, and generation, is the VNNI tier's. Both give the same numbers.
/// </summary>
internal sealed unsafe partial class AmxKernels : EmittedVnniKernels
{
    private const int TileBit = 1 << 24;
    private const int TileBytesBit = 1 << 25;
    private const long ArchPrctl = 158;
    private const long RequestPermission = 0x1023;
    private const long TileData = 18;

    private readonly TileProducts<Q80> _q80 = new();
    private readonly TileProducts<Q40> _q40 = new();
    private readonly TileProducts<Q41> _q41 = new();
    private readonly TileProducts<Q50> _q50 = new();
    private readonly TileProducts<Q51> _q51 = new();
    private readonly TileProducts<Q4K> _q4K = new();
    private readonly TileProducts<Q5K> _q5K = new();

    public override string Name => "amx";

    /// <summary>The tier, where this machine has the instructions, the system lets the process use them, and it computes as it should.</summary>
    public static AmxKernels? TryCreateAmx()
    {
        if (!HasInstructions || (X86Base.CpuId(7, 0).Edx & (TileBit | TileBytesBit)) != (TileBit | TileBytesBit)
            || Syscall(ArchPrctl, RequestPermission, TileData) != 0)
        {
            return null;
        }

        AmxKernels kernels = new();
        return kernels.PassesTest() ? kernels : null;
    }

    protected override bool TryMultiply(
        PackedMatrix weights, ActivationRows rows, int firstRow, int rowCount, float* y, nint stride, int firstGroup, int endGroup)
    {
        int tiled = rowCount & -TileProgram.Rows;
        if (tiled == 0 || !TryMultiplyTiles(weights, rows, firstRow, tiled, y, stride, firstGroup, endGroup))
        {
            return base.TryMultiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup);
        }

        return tiled == rowCount || base.TryMultiply(weights, rows, firstRow + tiled, rowCount - tiled, y, stride, firstGroup, endGroup);
    }

    private bool TryMultiplyTiles(
        PackedMatrix weights, ActivationRows rows, int firstRow, int rowCount, float* y, nint stride, int firstGroup, int endGroup) => weights.Type switch
        {
            TensorType.Q8_0 => _q80.TryMultiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup),
            TensorType.Q4_0 => _q40.TryMultiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup),
            TensorType.Q4_1 => _q41.TryMultiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup),
            TensorType.Q5_0 => _q50.TryMultiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup),
            TensorType.Q5_1 => _q51.TryMultiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup),
            TensorType.Q4_K => _q4K.TryMultiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup),
            TensorType.Q5_K => _q5K.TryMultiply(weights, rows, firstRow, rowCount, y, stride, firstGroup, endGroup),
            _ => false,
        };

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial long Syscall(long number, long first, long second);
}
