using Castor.Inference.Gguf;
using Castor.Inference.Quantization;

namespace Castor.Inference.Tests.Quantization;

public sealed class Floats16Tests
{
    [Fact]
    public void F16_EveryHalf_ComesBack()
    {
        for (int bits = 0; bits <= ushort.MaxValue; bits++)
        {
            if (!Half.IsNaN(BitConverter.UInt16BitsToHalf((ushort)bits)))
            {
                Assert.Equal(bits, RoundTrip(TensorType.F16, (ushort)bits));
            }
        }
    }

    [Fact]
    public void BF16_EveryPattern_ComesBackAndNanStaysNan()
    {
        for (int bits = 0; bits <= ushort.MaxValue; bits++)
        {
            bool isNan = (bits & 0x7FFF) > 0x7F80;
            Assert.Equal(isNan ? bits | 0x40 : bits, RoundTrip(TensorType.BF16, (ushort)bits));
        }
    }

    [Theory]
    [InlineData(0x3F80_8000, 0x3F80)]
    [InlineData(0x3F81_8000, 0x3F82)]
    [InlineData(0x3F80_8001, 0x3F81)]
    [InlineData(0x7F7F_FFFF, 0x7F80)]
    [InlineData(0x7F80_0001, 0x7FC0)]
    public void BF16_BetweenTwo_RoundsToTheNearestOrTheEvenOne(int bits, int expected)
    {
        byte[] bytes = new byte[2];
        Quantizer.Quantize(TensorType.BF16, [BitConverter.Int32BitsToSingle(bits)], bytes);
        Assert.Equal(expected, BitConverter.ToUInt16(bytes));
    }

    private static ushort RoundTrip(TensorType type, ushort bits)
    {
        float[] value = new float[1];
        byte[] bytes = new byte[2];
        Quantizer.Dequantize(type, BitConverter.GetBytes(bits), value);
        Quantizer.Quantize(type, value, bytes);
        return BitConverter.ToUInt16(bytes);
    }
}
