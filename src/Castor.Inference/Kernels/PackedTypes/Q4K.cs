namespace Castor.Inference.Kernels.PackedTypes;

/// <summary>Q4_K.</summary>
internal readonly struct Q4K : IPackedType
{
    public static int Bits => 4;

    public static int Bias => 0;

    public static ScaleKind Scales => ScaleKind.SubBlocks;
}
