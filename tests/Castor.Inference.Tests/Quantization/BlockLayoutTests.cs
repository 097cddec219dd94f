using Castor.Inference.Gguf;
using Castor.Inference.Quantization;

namespace Castor.Inference.Tests.Quantization;

/// <summary>Blocks made by hand, byte by byte, against the layouts of ggml-common.h.</summary>
public sealed class BlockLayoutTests
{
    [Fact]
    public void Q8_0_KnownBlock_IsRead()
    {
        byte[] block = new byte[34];
        Put(block, 0, -0.5f);
        block[2] = 127;
        block[3] = 0x80;
        block[33] = 3;

        float[] values = Dequantize(TensorType.Q8_0, block);

        Assert.Equal([-63.5f, 64f, 0f], values[..3]);
        Assert.Equal(-1.5f, values[31]);
    }

    [Fact]
    public void Q4_0_KnownBlock_IsReadWithANegativeScale()
    {
        byte[] block = new byte[18];
        Put(block, 0, -0.25f);
        block[2] = 0xF0;
        block[17] = 0x8A;

        float[] values = Dequantize(TensorType.Q4_0, block);

        Assert.Equal((2f, -1.75f, -0.5f, 0f), (values[0], values[16], values[15], values[31]));
    }

    [Fact]
    public void Q4_1_KnownBlock_IsRead()
    {
        byte[] block = new byte[20];
        Put(block, 0, 0.5f);
        Put(block, 2, -3f);
        block[4] = 0xF2;

        float[] values = Dequantize(TensorType.Q4_1, block);

        Assert.Equal((-2f, 4.5f, -3f), (values[0], values[16], values[1]));
    }

    [Fact]
    public void Q5_0_KnownBlock_IsRead()
    {
        byte[] block = new byte[22];
        Put(block, 0, 0.5f);
        block[2] = 0b0000_0001;
        block[5] = 0b1000_0000;
        block[6] = 0x03;
        block[21] = 0x50;

        float[] values = Dequantize(TensorType.Q5_0, block);

        Assert.Equal((1.5f, -8f, 2.5f, -8f), (values[0], values[16], values[31], values[15]));
    }

    [Fact]
    public void Q5_1_KnownBlock_IsRead()
    {
        byte[] block = new byte[24];
        Put(block, 0, 0.5f);
        Put(block, 2, 1f);
        block[4] = 0b0000_0010;
        block[6] = 0b0000_0001;
        block[8] = 0x10;
        block[9] = 0x04;

        float[] values = Dequantize(TensorType.Q5_1, block);

        Assert.Equal((1f, 11f, 9.5f, 1f), (values[0], values[1], values[16], values[17]));
    }

    [Fact]
    public void Q4_0_Quantize_WritesKnownBytes()
    {
        float[] values = new float[32];
        values[0] = 4;
        values[16] = -3;
        byte[] block = Quantize(TensorType.Q4_0, values);

        Assert.Equal((Half)(-0.5f), BitConverter.ToHalf(block));
        Assert.Equal([0xE0, 0x88], block[2..4]);
    }

    [Fact]
    public void Q4_K_EveryElement_IsWhereTheLayoutPutsIt()
    {
        byte[] blocks = Weights.Blocks(16, 144, 0, 2);
        float[] values = Dequantize(TensorType.Q4_K, blocks);
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> block = blocks.AsSpan(i / 256 * 144, 144);
            int element = i % 256;
            (int scale, int minimum) = SixBits(block.Slice(4, 12), element / 32);
            int quant = (block[16 + (element / 64 * 32) + (element % 32)] >> (element / 32 % 2 * 4)) & 15;
            Assert.Equal((Get(block, 0) * scale * quant) - (Get(block, 2) * minimum), values[i]);
        }
    }

    [Fact]
    public void Q5_K_EveryElement_IsWhereTheLayoutPutsIt()
    {
        byte[] blocks = Weights.Blocks(16, 176, 0, 2);
        float[] values = Dequantize(TensorType.Q5_K, blocks);
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> block = blocks.AsSpan(i / 256 * 176, 176);
            int element = i % 256;
            (int scale, int minimum) = SixBits(block.Slice(4, 12), element / 32);
            int quant = (block[48 + (element / 64 * 32) + (element % 32)] >> (element / 32 % 2 * 4)) & 15;
            quant += 16 * ((block[16 + (element % 32)] >> (element / 32)) & 1);
            Assert.Equal((Get(block, 0) * scale * quant) - (Get(block, 2) * minimum), values[i]);
        }
    }

    [Fact]
    public void Q6_K_EveryElement_IsWhereTheLayoutPutsIt()
    {
        byte[] blocks = Weights.Blocks(16, 210, 208);
        float[] values = Dequantize(TensorType.Q6_K, blocks);
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> block = blocks.AsSpan(i / 256 * 210, 210);
            int element = i % 256;
            int half = element / 128;
            int inHalf = element % 128;
            int quant = (block[(half * 64) + (inHalf % 64)] >> (inHalf / 64 * 4)) & 15;
            quant += 16 * ((block[128 + (half * 32) + (inHalf % 32)] >> (inHalf / 32 * 2)) & 3);
            Assert.Equal(Get(block, 208) * (sbyte)block[192 + (element / 16)] * (quant - 32), values[i]);
        }
    }

    [Fact]
    public void SixBitScales_EveryValue_ComesBack()
    {
        var weights = new Weights(5);
        byte[] scales = new byte[8];
        byte[] minima = new byte[8];
        byte[] packed = new byte[12];
        for (int round = 0; round < 200; round++)
        {
            for (int i = 0; i < 8; i++)
            {
                scales[i] = (byte)(weights.Bits() % 64);
                minima[i] = (byte)(weights.Bits() % 64);
            }

            SixBitScales.Pack(scales, minima, packed);

            for (int i = 0; i < 8; i++)
            {
                Assert.Equal((scales[i], minima[i]), SixBits(packed, i));
            }
        }
    }

    [Theory]
    [InlineData(TensorType.Q4_K)]
    [InlineData(TensorType.Q5_K)]
    [InlineData(TensorType.Q6_K)]
    public void Quantize_DequantizedBlocks_LosesLittle(TensorType type)
    {
        // Numbers that a block holds exactly: what is lost is only what the search does not find again.
        byte[] blocks = Quantize(type, new Weights(11).Bells(8192));
        float[] exact = Dequantize(type, blocks);

        float[] again = Dequantize(type, Quantize(type, exact));

        double error = Math.Sqrt(exact.Zip(again, (a, b) => Math.Pow(a - b, 2)).Sum() / exact.Sum(v => Math.Pow(v, 2)));
        Assert.InRange(error, 0, 0.02);
    }

    /// <summary>The 6-bit scale and minimum of a sub-block, spelled out.</summary>
    private static (byte Scale, byte Minimum) SixBits(ReadOnlySpan<byte> s, int i) => i switch
    {
        0 => ((byte)(s[0] & 63), (byte)(s[4] & 63)),
        1 => ((byte)(s[1] & 63), (byte)(s[5] & 63)),
        2 => ((byte)(s[2] & 63), (byte)(s[6] & 63)),
        3 => ((byte)(s[3] & 63), (byte)(s[7] & 63)),
        4 => ((byte)((s[8] % 16) + (s[0] / 64 * 16)), (byte)((s[8] / 16) + (s[4] / 64 * 16))),
        5 => ((byte)((s[9] % 16) + (s[1] / 64 * 16)), (byte)((s[9] / 16) + (s[5] / 64 * 16))),
        6 => ((byte)((s[10] % 16) + (s[2] / 64 * 16)), (byte)((s[10] / 16) + (s[6] / 64 * 16))),
        _ => ((byte)((s[11] % 16) + (s[3] / 64 * 16)), (byte)((s[11] / 16) + (s[7] / 64 * 16))),
    };

    private static float[] Dequantize(TensorType type, byte[] blocks)
    {
        var format = BlockFormat.Of(type);
        float[] values = new float[blocks.Length / format.BlockBytes * format.BlockSize];
        Quantizer.Dequantize(type, blocks, values);
        return values;
    }

    private static byte[] Quantize(TensorType type, float[] values)
    {
        byte[] blocks = new byte[BlockFormat.Of(type).BytesOf(values.Length)];
        Quantizer.Quantize(type, values, blocks);
        return blocks;
    }

    private static void Put(byte[] block, int at, float value) => BitConverter.TryWriteBytes(block.AsSpan(at), (Half)value);

    private static float Get(ReadOnlySpan<byte> block, int at) => (float)BitConverter.ToHalf(block[at..]);
}
