namespace Castor.Inference.Kernels.PackedTypes;

/// <summary>Q8_0.</summary>
internal readonly struct Q80 : IPackedType
{
    public static int Bits => 8;

    public static int Bias => 128;

    public static ScaleKind Scales => ScaleKind.Plain;
}
