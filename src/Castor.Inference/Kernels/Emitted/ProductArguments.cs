using System.Runtime.InteropServices;

namespace Castor.Inference.Kernels.Emitted;

/// <summary>What an emitted product takes; the code knows the fields by their offsets.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ProductArguments
{
    /// <summary>At 0: the first group of weights.</summary>
    public byte* Weights;

    /// <summary>At 8: the first row's bytes.</summary>
    public sbyte* Bytes;

    /// <summary>At 16: the first row's scales.</summary>
    public float* Scales;

    /// <summary>At 24: the first row's sums, as the type wants them.</summary>
    public int* Sums;

    /// <summary>At 32: where the first row's first output goes.</summary>
    public float* Y;

    /// <summary>At 40: bytes from one row of outputs to the next.</summary>
    public long Stride;

    /// <summary>At 48: groups of outputs, at least one.</summary>
    public long Groups;

    /// <summary>At 56: vectors of constants: nibble masks, high bits, the bits above 31.</summary>
    public byte* Constants;
}
