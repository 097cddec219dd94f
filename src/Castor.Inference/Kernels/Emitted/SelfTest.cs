using Castor.Inference.Gguf;
using Castor.Inference.Memory;

namespace Castor.Inference.Kernels.Emitted;

/// <summary>The products that a tier of emitted code is tried with before it is offered: three groups, and rows enough for every program.</summary>
internal static unsafe class SelfTest
{
    private const int Columns = 512;
    private const int Groups = 3;
    private const int RowCount = 61;

    /// <summary>The types that are tried.</summary>
    public static IReadOnlyList<TensorType> Types { get; } =
        [TensorType.Q8_0, TensorType.Q4_0, TensorType.Q4_1, TensorType.Q5_0, TensorType.Q5_1, TensorType.Q4_K, TensorType.Q5_K, TensorType.Q6_K];

    /// <summary>The products of the same numbers in any tier, as floats.</summary>
    /// <param name="kernels">The tier.</param>
    /// <param name="type">The weights' type.</param>
    /// <param name="isPrompt">Whether the rows are of prompts.</param>
    public static NativeBuffer Multiply(KernelSet kernels, TensorType type, bool isPrompt)
    {
        const int Stride = Groups * PackedLayout.Rows;
        using ActivationRows rows = new(RowCount, Columns) { Columns = Columns, PromptCount = isPrompt ? RowCount : 0 };
        for (int i = 0; i < RowCount * Columns; i++)
        {
            // Whole numbers: every rounding of activations keeps them.
            rows.Floats[i] = i * 37 % 255 - 127;
        }

        for (int row = 0; row < RowCount; row++)
        {
            kernels.Quantize(rows, row);
        }

        long length = PackedMatrix.ByteLengthOf(type, Stride, Columns);
        using NativeBuffer data = new(length);
        for (long i = 0; i < length; i++)
        {
            // Every second byte of a scale stays below an exponent that could overflow.
            data.Data[i] = (byte)(i * 101 % 0x3B);
        }

        NativeBuffer products = NativeBuffer.OfFloats(RowCount * Stride);
        kernels.Multiply(new PackedMatrix(type, Stride, Columns, data.Data), rows, 0, RowCount, (float*)products.Data, Stride, 0, Groups);
        return products;
    }
}
