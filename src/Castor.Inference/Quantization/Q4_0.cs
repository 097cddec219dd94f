namespace Castor.Inference.Quantization;

/// <summary>32 elements: an f16 scale d and 16 bytes, element i in the lower and i + 16 in the upper four bits; an element is d * (q - 8).</summary>
internal static class Q4_0
{
    private const int Size = 32;
    private const int Half = Size / 2;
    private const int Bytes = 18;

    /// <summary>The value farthest from zero becomes 0, that is -8 scales, so that the scale takes the opposite sign.</summary>
    public static void Quantize(ReadOnlySpan<float> values, Span<byte> blocks)
    {
        for (; !values.IsEmpty; values = values[Size..], blocks = blocks[Bytes..])
        {
            float scale = BlockScale.Farthest(values[..Size]) / -8;
            float inverse = BlockScale.Inverse(scale);
            BlockScale.Write(blocks, scale);
            Span<byte> quants = blocks[2..Bytes];
            ReadOnlySpan<float> lower = values[..Half];
            ReadOnlySpan<float> upper = values[Half..Size];
            for (int i = 0; i < quants.Length; i++)
            {
                quants[i] = (byte)(Level(lower[i] * inverse) | (Level(upper[i] * inverse) << 4));
            }
        }
    }

    public static void Dequantize(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        for (; !values.IsEmpty; values = values[Size..], blocks = blocks[Bytes..])
        {
            float scale = BlockScale.Read(blocks);
            ReadOnlySpan<byte> quants = blocks[2..Bytes];
            Span<float> lower = values[..Half];
            Span<float> upper = values[Half..Size];
            for (int i = 0; i < quants.Length; i++)
            {
                lower[i] = ((quants[i] & 15) - 8) * scale;
                upper[i] = ((quants[i] >> 4) - 8) * scale;
            }
        }
    }

    private static int Level(float scaled) => Math.Clamp((int)(scaled + 8.5f), 0, 15);
}
