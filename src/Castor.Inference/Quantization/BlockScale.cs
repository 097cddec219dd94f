using System.Buffers.Binary;

namespace Castor.Inference.Quantization;

/// <summary>The f16 scales of blocks, and the extremes that they come from.</summary>
internal static class BlockScale
{
    public static float Read(ReadOnlySpan<byte> bytes) => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes);

    public static void Write(Span<byte> bytes, float scale) => BinaryPrimitives.WriteHalfLittleEndian(bytes, (Half)scale);

    /// <summary>1 divided by a scale; 0 for a block of zeros.</summary>
    public static float Inverse(float scale) => scale == 0 ? 0 : 1 / scale;

    /// <summary>The value farthest from zero, with its sign; the first of several. Positive zero for zeros.</summary>
    public static float Farthest(ReadOnlySpan<float> values)
    {
        float farthest = 0;
        float distance = 0;
        foreach (float value in values)
        {
            float magnitude = MathF.Abs(value);
            farthest = magnitude > distance ? value : farthest;
            distance = magnitude > distance ? magnitude : distance;
        }

        return farthest;
    }

    /// <summary>The least and the greatest value; of two zeros with different signs the first.</summary>
    public static (float Least, float Greatest) Range(ReadOnlySpan<float> values)
    {
        float least = float.MaxValue;
        float greatest = float.MinValue;
        foreach (float value in values)
        {
            least = value < least ? value : least;
            greatest = value > greatest ? value : greatest;
        }

        return (least, greatest);
    }
}
