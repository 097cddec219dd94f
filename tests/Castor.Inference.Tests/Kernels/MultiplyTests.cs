using Castor.Inference.Gguf;
using Castor.Inference.Kernels;
using Castor.Inference.Kernels.Scalar;
using Castor.Inference.Memory;

namespace Castor.Inference.Tests.Kernels;

/// <summary>Every tier's products, on random shapes: against the plain tier, and that against doubles.</summary>
public sealed unsafe class MultiplyTests
{
    private static readonly TensorType[] s_types = Enum.GetValues<TensorType>();

    public static TheoryData<string, TensorType> TiersAndTypes()
    {
        TheoryData<string, TensorType> data = [];
        foreach (KernelSet tier in KernelTiers.Available)
        {
            foreach (TensorType type in s_types)
            {
                data.Add(tier.Name, type);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(TiersAndTypes))]
    public void Multiply_RandomShapes_IsNearDoubles(string tier, TensorType type)
    {
        KernelSet kernels = KernelTiers.Choose(tier);
        SeededNumbers numbers = new(7 + (ulong)type);
        for (int i = 0; i < 12; i++)
        {
            int columns = (1 + numbers.Below(4)) * 256;
            int rows = 1 + numbers.Below(70);
            int rowCount = 1 + numbers.Below(i % 3 == 0 ? 40 : 9);
            using RandomMatrix matrix = new(type, rows, columns, numbers);
            using ActivationRows activations = Activations(kernels, rowCount, columns, numbers);
            float[] y = Multiply(kernels, matrix.Packed, activations, rowCount);

            double error = 0;
            double power = 0;
            for (int row = 0; row < rowCount; row++)
            {
                for (int n = 0; n < rows; n++)
                {
                    double exact = 0;
                    for (int k = 0; k < columns; k++)
                    {
                        exact += (double)matrix.Values[n * columns + k] * activations.Floats[row * columns + k];
                    }

                    double difference = y[row * Stride(rows) + n] - exact;
                    error += difference * difference;
                    power += exact * exact;
                }
            }

            // Activations are rounded to 8 bits for quantised matrices: about 0.7% of noise; floats only round.
            double limit = type is TensorType.F32 or TensorType.F16 or TensorType.BF16 ? 1e-5 : 0.02;
            Assert.True(Math.Sqrt(error / power) < limit, $"{tier} {type} {rows}x{columns} by {rowCount}: {Math.Sqrt(error / power)}");
        }
    }

    [Theory]
    [MemberData(nameof(TiersAndTypes))]
    public void Multiply_RandomShapes_IsThePlainTiers(string tier, TensorType type)
    {
        KernelSet kernels = KernelTiers.Choose(tier);
        ScalarKernels scalar = new();
        SeededNumbers numbers = new(99 + (ulong)type);
        for (int i = 0; i < 12; i++)
        {
            int columns = (1 + numbers.Below(4)) * 256;
            int rows = 1 + numbers.Below(70);
            int rowCount = 1 + numbers.Below(i % 3 == 0 ? 40 : 9);
            using RandomMatrix matrix = new(type, rows, columns, numbers);
            using ActivationRows activations = Activations(kernels, rowCount, columns, numbers);
            float[] expected = Multiply(scalar, matrix.Packed, activations, rowCount);
            float[] y = Multiply(kernels, matrix.Packed, activations, rowCount);

            float largest = expected.Max(MathF.Abs);
            for (int j = 0; j < y.Length; j++)
            {
                Assert.True(MathF.Abs(expected[j] - y[j]) <= 2e-5f * largest, $"{tier} {type} {rows}x{columns} by {rowCount} at {j}: {expected[j]} and {y[j]}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(TiersAndTypes))]
    public void Multiply_OneRowAmongOthers_IsBitForBitTheSame(string tier, TensorType type)
    {
        KernelSet kernels = KernelTiers.Choose(tier);
        SeededNumbers numbers = new(5 + (ulong)type);
        const int Columns = 512;
        const int Rows = 48;
        using RandomMatrix matrix = new(type, Rows, Columns, numbers);
        using ActivationRows activations = Activations(kernels, 37, Columns, numbers);
        float[] together = Multiply(kernels, matrix.Packed, activations, 37);

        for (int row = 0; row < 37; row++)
        {
            float[] alone = new float[37 * Stride(Rows)];
            fixed (float* y = alone)
            {
                kernels.Multiply(matrix.Packed, activations, row, 1, y, Stride(Rows), 0, matrix.Packed.GroupCount);
            }

            Assert.Equal(together.AsSpan(row * Rows, Rows), alone.AsSpan(row * Rows, Rows));
        }
    }

    private static int Stride(int rows) => PackedMatrix.GroupCountOf(rows) * PackedLayout.Rows;

    private static ActivationRows Activations(KernelSet kernels, int rowCount, int columns, SeededNumbers numbers)
    {
        ActivationRows rows = new(rowCount, columns) { Columns = columns };
        for (int i = 0; i < rowCount * columns; i++)
        {
            rows.Floats[i] = numbers.Normal();
        }

        for (int row = 0; row < rowCount; row++)
        {
            kernels.Quantize(rows, row);
        }

        return rows;
    }

    private static float[] Multiply(KernelSet kernels, PackedMatrix matrix, ActivationRows rows, int rowCount)
    {
        using NativeBuffer y = NativeBuffer.OfFloats((long)rowCount * Stride(matrix.Rows));
        kernels.Multiply(matrix, rows, 0, rowCount, (float*)y.Data, Stride(matrix.Rows), 0, matrix.GroupCount);
        return new Span<float>(y.Data, rowCount * Stride(matrix.Rows)).ToArray();
    }
}
