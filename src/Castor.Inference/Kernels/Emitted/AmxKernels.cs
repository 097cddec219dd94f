using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Castor.Inference.Gguf;
using Castor.Inference.Memory;

namespace Castor.Inference.Kernels.Emitted;

/// <summary>
/// Products of bf16 tiles (AMX) for the rows of prompts; answers, of which few rows come at a time, are the VNNI tier's. A prompt's numbers differ from an answer's in the last
/// bits, so that keys and values are known by which of them they are.
/// </summary>
internal sealed unsafe partial class AmxKernels : EmittedVnniKernels
{
    private const int FloatBit = 1 << 22;
    private const int TileBit = 1 << 24;
    private const long ArchPrctl = 158;
    private const long RequestPermission = 0x1023;
    private const long TileData = 18;

    private AmxKernels(TilePrograms programs)
    {
        PromptProducts = new TileProducts(programs);
        PromptAttention = new TileAttention(programs);
    }

    public override string Name => "amx";

    public override TileProducts PromptProducts { get; }

    public override TileAttention PromptAttention { get; }

    /// <summary>The tier, where this machine has the instructions, the system lets the process use them, and it computes as it should.</summary>
    public static AmxKernels? TryCreateAmx()
    {
        if (!HasInstructions || !ExecutableMemory.IsAllowed || (X86Base.CpuId(7, 0).Edx & (TileBit | FloatBit)) != (TileBit | FloatBit)
            || Syscall(ArchPrctl, RequestPermission, TileData) != 0 || TilePrograms.TryCreate() is not { } programs)
        {
            return null;
        }

        AmxKernels kernels = new(programs);
        return kernels.AgreesWithPlainTier() && kernels.AgreesOnPrompts() ? kernels : null;
    }

    public override void Quantize(ActivationRows rows, int row)
    {
        if (row >= rows.PromptCount)
        {
            base.Quantize(rows, row);
            return;
        }

        ActivationTiles.Round(rows.Floats + (long)row * rows.Columns, rows.Columns, rows.Tiles, row);
    }

    public override void Multiply(PackedMatrix weights, ActivationRows rows, int firstRow, int rowCount, float* y, nint stride, int firstGroup, int endGroup)
    {
        // Types that are no integers are multiplied as they are, of which all rows have their floats.
        int prompts = TileProducts.Takes(weights.Type) ? Math.Clamp(rows.PromptCount - firstRow, 0, rowCount) : 0;
        if (prompts > 0)
        {
            PromptProducts.Multiply(weights, rows, firstRow, prompts, y, stride, firstGroup, endGroup);
        }

        if (prompts < rowCount)
        {
            base.Multiply(weights, rows, firstRow + prompts, rowCount - prompts, y, stride, firstGroup, endGroup);
        }
    }

    // The same rows as prompts and as answers: only the rounding of weights is between them.
    private bool AgreesOnPrompts()
    {
        const double Tolerance = 0.01;
        foreach (TensorType type in SelfTest.Types)
        {
            using NativeBuffer answers = SelfTest.Multiply(this, type, isPrompt: false);
            using NativeBuffer prompts = SelfTest.Multiply(this, type, isPrompt: true);
            double square = 0;
            double difference = 0;
            for (int i = 0; i < answers.ByteLength / sizeof(float); i++)
            {
                double expected = ((float*)answers.Data)[i];
                double actual = ((float*)prompts.Data)[i];
                square += expected * expected;
                difference += (expected - actual) * (expected - actual);
            }

            if (!(difference <= Tolerance * Tolerance * square))
            {
                return false;
            }
        }

        return true;
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial long Syscall(long number, long first, long second);
}
