namespace Castor.Inference.Kernels.PackedTypes;

/// <summary>Q5_K.</summary>
internal readonly struct Q5K : IPackedType
{
    public static int Bits => 5;

    public static int Bias => 0;

    public static ScaleKind Scales => ScaleKind.SubBlocks;
}
