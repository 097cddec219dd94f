using System.Runtime.InteropServices;

namespace Castor.Inference.Kernels.Emitted;

/// <summary>What an emitted tile product takes; the code knows the fields by their offsets. Room for two tiles of sums follows it, from <see cref="SumsOffset"/> on.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TileArguments
{
    /// <summary>Where the room for sums begins.</summary>
    public const int SumsOffset = 64;

    /// <summary>At 0: the group's unpacked blocks.</summary>
    public byte* Blocks;

    /// <summary>At 8: the first row's bytes.</summary>
    public sbyte* Bytes;

    /// <summary>At 16: the first row's scales.</summary>
    public float* Scales;

    /// <summary>At 24: the first row's negative sums.</summary>
    public int* NegativeSums;

    /// <summary>At 32: where the first row's first output goes.</summary>
    public float* Y;

    /// <summary>At 40: bytes from one row of outputs to the next.</summary>
    public long Stride;

    /// <summary>At 48: tiles of 16 rows, at least one.</summary>
    public long Tiles;

    /// <summary>At 56: the configuration of the tile registers.</summary>
    public byte* Configuration;
}
