using Castor.Inference.Gguf;
using Castor.Inference.Quantization;

namespace Castor.Inference.Tests.Quantization;

public sealed class QuantizerErrorTests
{
    /// <summary>
    /// The root mean square of the error against that of bell-shaped weights. For the K types the bound is what ggml's own reference reaches on the same
    /// numbers.
    /// </summary>
    [Theory]
    [InlineData(TensorType.F32, 0)]
    [InlineData(TensorType.F16, 2.2e-4)]
    [InlineData(TensorType.BF16, 1.8e-3)]
    [InlineData(TensorType.Q8_0, 5.06853e-3)]
    [InlineData(TensorType.Q4_0, 8.17762e-2)]
    [InlineData(TensorType.Q4_1, 7.57944e-2)]
    [InlineData(TensorType.Q5_0, 4.04838e-2)]
    [InlineData(TensorType.Q5_1, 3.67714e-2)]
    [InlineData(TensorType.Q4_K, 6.90239e-2)]
    [InlineData(TensorType.Q5_K, 3.48724e-2)]
    [InlineData(TensorType.Q6_K, 1.70055e-2)]
    public void RoundTrip_BellShapedWeights_IsAtMostGgmlsError(TensorType type, double bound)
    {
        float[] values = new Weights(3).Bells(65536);

        Assert.InRange(Rms(RoundTrip(type, values), values) / Rms(new float[values.Length], values), 0, bound);
    }

    [Theory]
    [InlineData(TensorType.Q4_K, 2.58374e-2)]
    [InlineData(TensorType.Q5_K, 1.37833e-2)]
    [InlineData(TensorType.Q6_K, 7.46012e-3)]
    public void RoundTrip_MixedWeights_IsAtMostGgmlsError(TensorType type, double bound)
    {
        float[] values = Weights.Mixed();

        Assert.InRange(Rms(RoundTrip(type, values), values), 0, bound);
    }

    /// <summary>No element is farther off than a step of its block and what the f16 scale loses.</summary>
    [Theory]
    [InlineData(TensorType.Q8_0, 127)]
    [InlineData(TensorType.Q4_0, 8)]
    [InlineData(TensorType.Q5_0, 16)]
    public void RoundTrip_SymmetricType_IsWithinAStep(TensorType type, int levels)
    {
        float[] values = Weights.Mixed();
        float[] back = RoundTrip(type, values);
        for (int i = 0; i < values.Length; i++)
        {
            float largest = values.AsSpan(i / 32 * 32, 32).ToArray().Max(MathF.Abs);

            // Q4_0 and Q5_0 have one level less on the side of the scale's sign, so that a whole step can be lost there; f16 rounds the scale by up to 2^-11.
            float allowed = largest * (((levels == 127 ? 0.5f : 1) / levels) + (1f / 2048)) * 1.0001f;
            Assert.InRange(MathF.Abs(back[i] - values[i]), 0, allowed);
        }
    }

    [Fact]
    public void Quantize_AllTypes_KeepZerosAndSigns()
    {
        foreach (TensorType type in Enum.GetValues<TensorType>())
        {
            float[] values = new float[256];
            Assert.All(RoundTrip(type, values), v => Assert.Equal(0, v));

            float[] one = new float[256];
            one[3] = -2;
            one[200] = 2;
            float[] back = RoundTrip(type, one);
            Assert.InRange(back[3], -2.1f, -1.7f);
            Assert.InRange(back[200], 1.7f, 2.1f);
            Assert.Equal(0, back[100]);
        }
    }

    [Theory]
    [InlineData(-0.75f)]
    [InlineData(0.75f)]
    public void Quantize_BlocksOfOneValue_KeepIt(float value)
    {
        foreach (TensorType type in Enum.GetValues<TensorType>())
        {
            float[] values = new float[256];
            values.AsSpan(0, 128).Fill(value);
            Assert.All(RoundTrip(type, values)[..128], v => Assert.InRange(v / value, 0.995f, 1.005f));
        }
    }

    [Fact]
    public void Quantize_NumbersThatAreNone_GivesBlocksAndNoError()
    {
        foreach (TensorType type in Enum.GetValues<TensorType>())
        {
            foreach (float odd in (float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.Epsilon])
            {
                float[] values = new Weights(1).Bells(512);
                values[17] = odd;
                float[] back = RoundTrip(type, values);
                Assert.All(back[256..], v => Assert.True(float.IsFinite(v)));
            }
        }
    }

    [Fact]
    public void Quantize_NoWholeBlocksOrWrongRoom_IsAnError()
    {
        Assert.Throws<ArgumentException>(() => Quantizer.Quantize(TensorType.Q4_K, new float[128], new byte[72]));
        Assert.Throws<ArgumentException>(() => Quantizer.Quantize(TensorType.Q8_0, new float[32], new byte[33]));
        Assert.Throws<ArgumentException>(() => Quantizer.Dequantize(TensorType.Q8_0, new byte[34], new float[31]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantizer.Dequantize((TensorType)4, new byte[34], new float[32]));
    }

    private static float[] RoundTrip(TensorType type, float[] values)
    {
        byte[] blocks = new byte[BlockFormat.Of(type).BytesOf(values.Length)];
        Quantizer.Quantize(type, values, blocks);
        float[] back = new float[values.Length];
        Quantizer.Dequantize(type, blocks, back);
        return back;
    }

    private static double Rms(float[] one, float[] other) => Math.Sqrt(one.Zip(other, (a, b) => Math.Pow(a - b, 2)).Average());
}
