using System.Buffers.Binary;

namespace Castor.Inference.Quantization;

/// <summary>
/// 32 elements: an f16 scale d, the fifth bits of all as 32 bits, and 16 bytes with the lower four bits of element i and, above, of i + 16; an element is d *
/// (q - 16).
/// </summary>
internal static class Q5_0
{
    private const int Size = 32;
    private const int Half = Size / 2;
    private const int Head = 6;
    private const int Bytes = 22;

    /// <summary>The value farthest from zero becomes 0, that is -16 scales, so that the scale takes the opposite sign.</summary>
    public static void Quantize(ReadOnlySpan<float> values, Span<byte> blocks)
    {
        for (; !values.IsEmpty; values = values[Size..], blocks = blocks[Bytes..])
        {
            float scale = BlockScale.Farthest(values[..Size]) / -16;
            float inverse = BlockScale.Inverse(scale);
            BlockScale.Write(blocks, scale);
            Span<byte> quants = blocks[Head..Bytes];
            ReadOnlySpan<float> lower = values[..Half];
            ReadOnlySpan<float> upper = values[Half..Size];
            uint fifths = 0;
            for (int i = 0; i < quants.Length; i++)
            {
                uint low = Level(lower[i] * inverse);
                uint high = Level(upper[i] * inverse);
                quants[i] = (byte)((low & 15) | (high << 4));
                fifths |= (low >> 4 << i) | (high >> 4 << (i + Half));
            }

            BinaryPrimitives.WriteUInt32LittleEndian(blocks[2..], fifths);
        }
    }

    public static void Dequantize(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        for (; !values.IsEmpty; values = values[Size..], blocks = blocks[Bytes..])
        {
            float scale = BlockScale.Read(blocks);
            uint fifths = BinaryPrimitives.ReadUInt32LittleEndian(blocks[2..]);
            ReadOnlySpan<byte> quants = blocks[Head..Bytes];
            Span<float> lower = values[..Half];
            Span<float> upper = values[Half..Size];
            for (int i = 0; i < quants.Length; i++)
            {
                lower[i] = ((int)(((uint)quants[i] & 15) | ((fifths >> i) & 1) << 4) - 16) * scale;
                upper[i] = ((int)(((uint)quants[i] >> 4) | ((fifths >> (i + Half)) & 1) << 4) - 16) * scale;
            }
        }
    }

    private static uint Level(float scaled) => (uint)Math.Clamp((int)(scaled + 16.5f), 0, 31);
}
