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

            // Activations are rounded to 8 bits for quantised matrices: about 0.7% of noise; floats only round.
            AssertNear(type is TensorType.F32 or TensorType.F16 or TensorType.BF16 ? 1e-5 : 0.02, y, matrix, activations, 0, rowCount);
        }
    }

    [Theory]
    [MemberData(nameof(TiersAndTypes))]
    public void Multiply_PromptsBeforeAnswers_IsNearDoublesInBoth(string tier, TensorType type)
    {
        KernelSet kernels = KernelTiers.Choose(tier);
        SeededNumbers numbers = new(31 + (ulong)type);
        int block = type is TensorType.Q4_K or TensorType.Q5_K or TensorType.Q6_K ? 256 : 32;
        for (int i = 0; i < 12; i++)
        {
            int columns = (1 + numbers.Below(1536 / block)) * block;
            int rows = 1 + numbers.Below(70);
            int rowCount = 1 + numbers.Below(70);
            int promptCount = numbers.Below(rowCount + 1);
            using RandomMatrix matrix = new(type, rows, columns, numbers);
            using ActivationRows activations = Activations(kernels, rowCount, columns, numbers, promptCount);
            float[] y = Multiply(kernels, matrix.Packed, activations, rowCount);

            double limit = type is TensorType.F32 or TensorType.F16 or TensorType.BF16 ? 1e-5 : 0.02;
            AssertNear(limit, y, matrix, activations, 0, promptCount);
            AssertNear(limit, y, matrix, activations, promptCount, rowCount);
        }
    }

    [Theory]
    [MemberData(nameof(TiersAndTypes))]
    public void Multiply_OnePromptAmongOthers_IsBitForBitTheSame(string tier, TensorType type)
    {
        KernelSet kernels = KernelTiers.Choose(tier);
        SeededNumbers numbers = new(5 + (ulong)type);
        const int Columns = 512;
        const int Rows = 80;
        const int Most = 67;
        using RandomMatrix matrix = new(type, Rows, Columns, numbers);
        using ActivationRows all = Activations(kernels, Most, Columns, numbers, Most);
        float[] together = Multiply(kernels, matrix.Packed, all, Most);
        foreach (int count in (int[])[1, 3, 16, 17, 31, 32, 33, 48, 66])
        {
            // The last of them, in other places and company.
            using ActivationRows some = new(Most, Columns) { Columns = Columns, PromptCount = count };
            for (int row = 0; row < count; row++)
            {
                new Span<float>(all.Floats + (Most - count + row) * Columns, Columns).CopyTo(new Span<float>(some.Floats + row * Columns, Columns));
                kernels.Quantize(some, row);
            }

            float[] fewer = Multiply(kernels, matrix.Packed, some, count);

            Assert.Equal(together[((Most - count) * Rows)..], fewer);
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

    private static void AssertNear(double limit, float[] y, RandomMatrix matrix, ActivationRows activations, int firstRow, int endRow)
    {
        double error = 0;
        double power = 0;
        int columns = activations.Columns;
        for (int row = firstRow; row < endRow; row++)
        {
            for (int n = 0; n < matrix.Packed.Rows; n++)
            {
                double exact = 0;
                for (int k = 0; k < columns; k++)
                {
                    exact += (double)matrix.Values[n * columns + k] * activations.Floats[row * columns + k];
                }

                double difference = y[row * Stride(matrix.Packed.Rows) + n] - exact;
                error += difference * difference;
                power += exact * exact;
            }
        }

        Assert.True(power == 0 || Math.Sqrt(error / power) < limit, $"{matrix.Packed.Rows}x{columns} by {firstRow} to {endRow}: {Math.Sqrt(error / power)}");
    }

    private static int Stride(int rows) => PackedMatrix.GroupCountOf(rows) * PackedLayout.Rows;

    private static ActivationRows Activations(KernelSet kernels, int rowCount, int columns, SeededNumbers numbers, int promptCount = 0)
    {
        ActivationRows rows = new(rowCount, columns) { Columns = columns, PromptCount = promptCount };
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
