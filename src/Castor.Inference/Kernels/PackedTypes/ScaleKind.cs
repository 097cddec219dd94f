namespace Castor.Inference.Kernels.PackedTypes;

/// <summary>How the stored integers of a type become weights.</summary>
internal enum ScaleKind
{
    /// <summary>One scale a block: <c>scale * (value - bias)</c>.</summary>
    Plain,

    /// <summary>A scale and a minimum a block: <c>scale * value + minimum</c>.</summary>
    WithMinimum,

    /// <summary>Integer scales and minima of sub-blocks of 32 under those of a super-block: <c>scale * s * value - minimum * m</c>.</summary>
    SubBlocks,

    /// <summary>Integer scales of sub-blocks of 16 under that of a super-block: <c>scale * s * (value - bias)</c>.</summary>
    HalfBlocks,
}
