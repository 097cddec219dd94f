using Castor.Inference.Kernels;
using Castor.Inference.Kernels.Scalar;
using Castor.Inference.Memory;

namespace Castor.Inference.Tests.Kernels;

/// <summary>Every tier's row-wise operations against the plain tier, on random rows.</summary>
public sealed unsafe class ElementwiseTests
{
    public static TheoryData<string> Tiers() => [.. KernelTiers.Available.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Tiers))]
    public void Quantize_RandomRows_IsThePlainTiers(string tier)
    {
        SeededNumbers numbers = new(3);
        using ActivationRows expected = new(2, 512) { Columns = 512 };
        using ActivationRows actual = new(2, 512) { Columns = 512 };
        for (int i = 0; i < 1024; i++)
        {
            expected.Floats[i] = actual.Floats[i] = i < 32 ? 0 : numbers.Normal() * 10;
        }

        for (int row = 0; row < 2; row++)
        {
            new ScalarKernels().Quantize(expected, row);
            KernelTiers.Choose(tier).Quantize(actual, row);
        }

        Assert.Equal(new Span<sbyte>(expected.Bytes, 1024), new Span<sbyte>(actual.Bytes, 1024));
        Assert.Equal(new Span<short>(expected.Words, 1024), new Span<short>(actual.Words, 1024));
        Assert.Equal(new Span<float>(expected.Scales, 32), new Span<float>(actual.Scales, 32));
        Assert.Equal(new Span<int>(expected.HalfSums, 32), new Span<int>(actual.HalfSums, 32));
        Assert.Equal(new Span<int>(expected.NegativeSums, 32), new Span<int>(actual.NegativeSums, 32));
    }

    [Theory]
    [MemberData(nameof(Tiers))]
    public void StoreHalves_EveryMagnitude_RoundsAsTheRuntimeDoes(string tier)
    {
        KernelSet kernels = KernelTiers.Choose(tier);
        float[] values = new float[4096];
        SeededNumbers numbers = new(4);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)((numbers.Unit() - 0.5) * Math.Pow(2, numbers.Below(48) - 30));
        }

        values[0] = 65504;
        values[1] = 65520;
        values[2] = -1e30f;
        values[3] = 5.9604645e-8f;
        values[4] = 2.9802322e-8f;
        ushort[] halves = new ushort[values.Length];
        ushort[] strided = new ushort[values.Length * 16];
        fixed (float* x = values)
        fixed (ushort* y = halves, z = strided)
        {
            kernels.StoreHalves(x, y, values.Length, 1);
            kernels.StoreHalves(x, z, values.Length, 16);
        }

        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal(BitConverter.HalfToUInt16Bits((Half)values[i]), halves[i]);
            Assert.Equal(halves[i], strided[i * 16]);
        }
    }

    [Theory]
    [MemberData(nameof(Tiers))]
    public void RowOperations_RandomRows_AreNearThePlainTiers(string tier)
    {
        KernelSet kernels = KernelTiers.Choose(tier);
        ScalarKernels scalar = new();
        foreach (int count in (int[])[16, 64, 256, 1152])
        {
            Check(count, (k, a, b, c) => k.RmsNorm(a, b, c, count, 1e-6f), kernels, scalar);
            Check(count, (k, a, b, c) => k.RmsNorm(a, null, c, count, 1e-6f), kernels, scalar);
            Check(count, (k, a, b, c) => k.Add(a, b, count), kernels, scalar);
            Check(count, (k, a, b, c) => k.Scale(a, 0.3f, count), kernels, scalar);
            Check(count, (k, a, b, c) => k.GeluMultiply(a, b, c, count), kernels, scalar);
            Check(count, (k, a, b, c) => k.SoftCap(a, 30, count), kernels, scalar);
            Check(count, (k, a, b, c) => k.Rotate(a, b, c, count / 2), kernels, scalar);
            Check(count, (k, a, b, c) => k.Merge(a, 0.25f, b, 0.75f, count), kernels, scalar);
            Check(count, (k, a, b, c) => k.MultiplyEach(a, b, count), kernels, scalar);
            Check(count, (k, a, b, c) => c[0] = k.Dot(a, a, count), kernels, scalar);
            Check(count, (k, a, b, c) => k.GaussianTopK(a, 1.6448534f, count), kernels, scalar);
            Check(count, (k, a, b, c) => c[0] = k.Exponentiate(a, count, out c[1]), kernels, scalar);
        }
    }

    /// <summary>Half a deviation above the mean of the numbers 1 to 1,024 is 660.374 (660.302, were the deviation taken over all of them); a twentieth of bell-shaped ones is left.</summary>
    [Theory]
    [MemberData(nameof(Tiers))]
    public void GaussianTopK_KnownRows_KeepsTheLargest(string tier)
    {
        const int Count = 8192;
        const int Steps = 1024;
        float[] steps = [.. Enumerable.Range(1, Steps).Select(i => (float)i)];
        SeededNumbers numbers = new(5);
        float[] gates = [.. Enumerable.Range(0, Count).Select(_ => numbers.Normal())];
        fixed (float* x = steps, y = gates)
        {
            KernelTiers.Choose(tier).GaussianTopK(x, 0.5f, Steps);
            KernelTiers.Choose(tier).GaussianTopK(y, 1.6448534f, Count);
        }

        Assert.Equal(Steps - 660, steps.Count(v => v > 0));
        Assert.Equal(Steps - 660.374, steps[^1], 0.005);
        Assert.InRange(gates.Count(v => v > 0), Count / 20 - 60, Count / 20 + 60);
    }

    private delegate void Operation(KernelSet kernels, float* a, float* b, float* c);

    private static void Check(int count, Operation operation, KernelSet kernels, KernelSet oracle, int results = 0)
    {
        float[][] expected = Run(count, operation, oracle, results);
        float[][] actual = Run(count, operation, kernels, results);
        for (int i = 0; i < 3; i++)
        {
            float largest = expected[i].Max(MathF.Abs);
            for (int j = 0; j < expected[i].Length; j++)
            {
                Assert.True(MathF.Abs(expected[i][j] - actual[i][j]) <= 1e-5f * largest, $"{count}: buffer {i} at {j}: {expected[i][j]} and {actual[i][j]}");
            }
        }
    }

    private static float[][] Run(int count, Operation operation, KernelSet kernels, int results)
    {
        SeededNumbers numbers = new(21);
        int length = Math.Max(count, results);
        using NativeBuffer memory = NativeBuffer.OfFloats(3L * (length + 16));
        float*[] buffers = new float*[3];
        for (int i = 0; i < 3; i++)
        {
            buffers[i] = (float*)memory.Data + i * ((length + 15) & ~15);
            for (int j = 0; j < length; j++)
            {
                buffers[i][j] = numbers.Normal();
            }
        }

        operation(kernels, buffers[0], buffers[1], buffers[2]);
        return [.. Enumerable.Range(0, 3).Select(i => new Span<float>(buffers[i], length).ToArray())];
    }
}
