namespace Castor.Inference.Kernels.PackedTypes;

/// <summary>Q6_K.</summary>
internal readonly struct Q6K : IPackedType
{
    public static int Bits => 6;

    public static int Bias => 32;

    public static ScaleKind Scales => ScaleKind.HalfBlocks;
}
