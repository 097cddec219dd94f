namespace Castor.Inference.Quantization;

/// <summary>32 elements: an f16 scale d, an f16 minimum m and 16 bytes, element i in the lower and i + 16 in the upper four bits; an element is d * q + m.</summary>
internal static class Q4_1
{
    private const int Size = 32;
    private const int Half = Size / 2;
    private const int Head = 4;
    private const int Bytes = 20;

    public static void Quantize(ReadOnlySpan<float> values, Span<byte> blocks)
    {
        for (; !values.IsEmpty; values = values[Size..], blocks = blocks[Bytes..])
        {
            (float least, float greatest) = BlockScale.Range(values[..Size]);
            float scale = (greatest - least) / 15;
            float inverse = BlockScale.Inverse(scale);
            BlockScale.Write(blocks, scale);
            BlockScale.Write(blocks[2..], least);
            Span<byte> quants = blocks[Head..Bytes];
            ReadOnlySpan<float> lower = values[..Half];
            ReadOnlySpan<float> upper = values[Half..Size];
            for (int i = 0; i < quants.Length; i++)
            {
                quants[i] = (byte)(Level((lower[i] - least) * inverse) | (Level((upper[i] - least) * inverse) << 4));
            }
        }
    }

    public static void Dequantize(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        for (; !values.IsEmpty; values = values[Size..], blocks = blocks[Bytes..])
        {
            float scale = BlockScale.Read(blocks);
            float minimum = BlockScale.Read(blocks[2..]);
            ReadOnlySpan<byte> quants = blocks[Head..Bytes];
            Span<float> lower = values[..Half];
            Span<float> upper = values[Half..Size];
            for (int i = 0; i < quants.Length; i++)
            {
                lower[i] = ((quants[i] & 15) * scale) + minimum;
                upper[i] = ((quants[i] >> 4) * scale) + minimum;
            }
        }
    }

    private static int Level(float scaled) => Math.Clamp((int)(scaled + 0.5f), 0, 15);
}
