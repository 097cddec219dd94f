namespace Castor.Inference.Kernels.PackedTypes;

/// <summary>The facts of a packed type that the products are compiled for; all are constants to the compiler.</summary>
internal interface IPackedType
{
    /// <summary>Bits of a stored integer: 4, 5 (nibbles and fifth bits), 6 (nibbles and bit pairs) or 8.</summary>
    static abstract int Bits { get; }

    /// <summary>What is taken from the stored integer.</summary>
    static abstract int Bias { get; }

    /// <summary>How integers become weights.</summary>
    static abstract ScaleKind Scales { get; }
}
