namespace Castor.Inference.Kernels.PackedTypes;

/// <summary>Q4_1.</summary>
internal readonly struct Q41 : IPackedType
{
    public static int Bits => 4;

    public static int Bias => 0;

    public static ScaleKind Scales => ScaleKind.WithMinimum;
}
