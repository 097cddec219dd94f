namespace Castor.Inference.Kernels.Scalar;

/// <summary>What makes weights of a block's unsigned values, for its first and its second 16 columns.</summary>
internal readonly record struct HalfScales(float First, float Second, float FirstOffset, float SecondOffset)
{
    /// <summary>One scale and one offset for the whole block.</summary>
    public static HalfScales Same(float scale, float offset) => new(scale, scale, offset, offset);
}
