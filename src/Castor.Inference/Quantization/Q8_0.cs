using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Castor.Inference.Quantization;

/// <summary>32 elements: an f16 scale d and 32 signed bytes q; an element is d * q.</summary>
internal static class Q8_0
{
    private const int Size = 32;
    private const int Bytes = 34;

    public static void Quantize(ReadOnlySpan<float> values, Span<byte> blocks)
    {
        for (; !values.IsEmpty; values = values[Size..], blocks = blocks[Bytes..])
        {
            ReadOnlySpan<Vector256<float>> vectors = MemoryMarshal.Cast<float, Vector256<float>>(values[..Size]);
            float scale = Largest(vectors) / 127;
            Vector256<float> inverse = Vector256.Create(BlockScale.Inverse(scale));
            BlockScale.Write(blocks, scale);
            Span<byte> quants = blocks[2..Bytes];
            for (int i = 0; i < vectors.Length; i += 2)
            {
                Vector256<int> first = Vector256.ConvertToInt32(AwayFromZero(vectors[i] * inverse));
                Vector256<int> second = Vector256.ConvertToInt32(AwayFromZero(vectors[i + 1] * inverse));
                Vector256<short> both = Vector256.Narrow(first, second);
                Vector128.Narrow(both.GetLower(), both.GetUpper()).AsByte().CopyTo(quants[(i * Vector256<float>.Count)..]);
            }
        }
    }

    public static void Dequantize(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        for (; !values.IsEmpty; values = values[Size..], blocks = blocks[Bytes..])
        {
            float scale = BlockScale.Read(blocks);
            ReadOnlySpan<byte> quants = blocks[2..Bytes];
            for (int i = 0; i < quants.Length; i++)
            {
                values[i] = (sbyte)quants[i] * scale;
            }
        }
    }

    private static float Largest(ReadOnlySpan<Vector256<float>> vectors)
    {
        Vector256<float> largest = Vector256<float>.Zero;
        foreach (Vector256<float> vector in vectors)
        {
            largest = Vector256.Max(largest, Vector256.Abs(vector));
        }

        Vector128<float> half = Vector128.Max(largest.GetLower(), largest.GetUpper());
        return MathF.Max(MathF.Max(half[0], half[1]), MathF.Max(half[2], half[3]));
    }

    /// <summary>C's roundf: adding a half instead would round the float below 0.5 up.</summary>
    private static Vector256<float> AwayFromZero(Vector256<float> values)
    {
        Vector256<float> whole = Vector256.Truncate(values);
        Vector256<float> one = Vector256.CopySign(Vector256<float>.One, values);
        Vector256<float> up = Vector256.GreaterThanOrEqual(Vector256.Abs(values - whole), Vector256.Create(0.5f));
        return whole + (one & up);
    }
}
