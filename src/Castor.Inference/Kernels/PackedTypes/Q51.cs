namespace Castor.Inference.Kernels.PackedTypes;

/// <summary>Q5_1.</summary>
internal readonly struct Q51 : IPackedType
{
    public static int Bits => 5;

    public static int Bias => 0;

    public static ScaleKind Scales => ScaleKind.WithMinimum;
}
