using System.Runtime.InteropServices;

namespace Castor.Inference.Kernels.Emitted;

/// <summary>What a tile program takes; the code knows the fields by their offsets.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TileArguments
{
    public const int ConfigurationAt = 0;
    public const int RowsAt = 8;
    public const int RowTileBytesAt = 16;
    public const int NextStepAt = 24;
    public const int PanelsAt = 32;
    public const int BlocksAt = 40;
    public const int SumsAt = 48;
    public const int SumStrideAt = 56;
    public const int SumTileAt = 64;
    public const int OutputAt = 72;
    public const int OutputStrideAt = 80;
    public const int OutputTileAt = 88;
    public const int StepsAt = 96;

    /// <summary>The configuration of the tile registers.</summary>
    public byte* Configuration;

    /// <summary>The first tile of activations.</summary>
    public byte* Rows;

    /// <summary>Bytes from 16 rows of activations to the next 16.</summary>
    public long RowTileBytes;

    /// <summary>Bytes from the end of a step's activations to the next step's.</summary>
    public long NextStep;

    /// <summary>The panels of weights.</summary>
    public byte* Panels;

    /// <summary>Blocks of 32 columns to add up, at least one.</summary>
    public long Blocks;

    /// <summary>The sums to begin with.</summary>
    public float* Sums;

    /// <summary>Bytes from one row of them to the next; 0 where one row of zeros serves all.</summary>
    public long SumStride;

    /// <summary>Bytes from 16 rows of them to the next 16.</summary>
    public long SumTile;

    /// <summary>Where the sums go.</summary>
    public float* Output;

    /// <summary>Bytes from one row of outputs to the next.</summary>
    public long OutputStride;

    /// <summary>Bytes from 16 rows of outputs to the next 16.</summary>
    public long OutputTile;

    /// <summary>How often to go on by the program's rows, at least once.</summary>
    public long Steps;
}
