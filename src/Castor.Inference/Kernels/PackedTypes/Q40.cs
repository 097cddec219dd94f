namespace Castor.Inference.Kernels.PackedTypes;

/// <summary>Q4_0.</summary>
internal readonly struct Q40 : IPackedType
{
    public static int Bits => 4;

    public static int Bias => 8;

    public static ScaleKind Scales => ScaleKind.Plain;
}
