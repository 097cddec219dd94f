using System.Buffers.Binary;

namespace Castor.Inference.Quantization;

/// <summary>
/// 32 elements: an f16 scale d, an f16 minimum m, the fifth bits of all as 32 bits, and 16 bytes with the lower four bits of element i and, above, of i + 16;
/// an element is d * q + m.
/// </summary>
internal static class Q5_1
{
    private const int Size = 32;
    private const int Half = Size / 2;
    private const int Head = 8;
    private const int Bytes = 24;

    public static void Quantize(ReadOnlySpan<float> values, Span<byte> blocks)
    {
        for (; !values.IsEmpty; values = values[Size..], blocks = blocks[Bytes..])
        {
            (float least, float greatest) = BlockScale.Range(values[..Size]);
            float scale = (greatest - least) / 31;
            float inverse = BlockScale.Inverse(scale);
            BlockScale.Write(blocks, scale);
            BlockScale.Write(blocks[2..], least);
            Span<byte> quants = blocks[Head..Bytes];
            ReadOnlySpan<float> lower = values[..Half];
            ReadOnlySpan<float> upper = values[Half..Size];
            uint fifths = 0;
            for (int i = 0; i < quants.Length; i++)
            {
                uint low = Level((lower[i] - least) * inverse);
                uint high = Level((upper[i] - least) * inverse);
                quants[i] = (byte)((low & 15) | (high << 4));
                fifths |= (low >> 4 << i) | (high >> 4 << (i + Half));
            }

            BinaryPrimitives.WriteUInt32LittleEndian(blocks[4..], fifths);
        }
    }

    public static void Dequantize(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        for (; !values.IsEmpty; values = values[Size..], blocks = blocks[Bytes..])
        {
            float scale = BlockScale.Read(blocks);
            float minimum = BlockScale.Read(blocks[2..]);
            uint fifths = BinaryPrimitives.ReadUInt32LittleEndian(blocks[4..]);
            ReadOnlySpan<byte> quants = blocks[Head..Bytes];
            Span<float> lower = values[..Half];
            Span<float> upper = values[Half..Size];
            for (int i = 0; i < quants.Length; i++)
            {
                lower[i] = ((((uint)quants[i] & 15) | ((fifths >> i) & 1) << 4) * scale) + minimum;
                upper[i] = ((((uint)quants[i] >> 4) | ((fifths >> (i + Half)) & 1) << 4) * scale) + minimum;
            }
        }
    }

    private static uint Level(float scaled) => (uint)Math.Clamp((int)(scaled + 0.5f), 0, 31);
}
