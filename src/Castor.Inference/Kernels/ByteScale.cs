namespace Castor.Inference.Kernels;

/// <summary>The scale of floats that are rounded to signed bytes, itself rounded to f16 first, so that the bytes fit what is stored.</summary>
/// <param name="Half">The scale.</param>
/// <param name="Inverse">What the floats are multiplied by; 0 where the scale is too small for f16.</param>
internal readonly record struct ByteScale(ushort Half, float Inverse)
{
    private const float LargestHalf = 65504;

    /// <summary>The scale for floats up to a magnitude.</summary>
    public static ByteScale Of(float maximum)
    {
        Half half = (Half)MathF.Min(maximum / 127, LargestHalf);
        float scale = (float)half;
        return new ByteScale(BitConverter.HalfToUInt16Bits(half), scale > 0 ? 1 / scale : 0);
    }
}
