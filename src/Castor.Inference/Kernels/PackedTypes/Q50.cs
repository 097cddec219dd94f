namespace Castor.Inference.Kernels.PackedTypes;

/// <summary>Q5_0.</summary>
internal readonly struct Q50 : IPackedType
{
    public static int Bits => 5;

    public static int Bias => 16;

    public static ScaleKind Scales => ScaleKind.Plain;
}
