using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Castor.Inference.Kernels.Emitted;

/// <summary>Rows of activations in bf16 tiles: for 16 rows and each 32 columns a tile, then the next 32 columns; then the next 16 rows.</summary>
internal static unsafe class ActivationTiles
{
    /// <summary>Where a row begins; its next 32 columns are in the next tile.</summary>
    /// <param name="tiles">The first tile.</param>
    /// <param name="columns">Columns of a row, a multiple of 32.</param>
    /// <param name="row">The row.</param>
    public static byte* Row(byte* tiles, int columns, int row) =>
        tiles + (long)(row / TileProgram.Rows) * TileProgram.Rows * columns * sizeof(ushort) + row % TileProgram.Rows * TileProgram.RowBytes;

    /// <summary>Rounds a row of floats.</summary>
    /// <param name="x">The row.</param>
    /// <param name="columns">Its columns, a multiple of 32.</param>
    /// <param name="tiles">The first tile.</param>
    /// <param name="row">Which row it becomes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Round(float* x, int columns, byte* tiles, int row)
    {
        byte* tile = Row(tiles, columns, row);
        for (int column = 0; column < columns; column += PackedLayout.Columns, tile += TileProgram.TileBytes)
        {
            Bf16.Round(Vector512.Load(x + column)).Store((ushort*)tile);
            Bf16.Round(Vector512.Load(x + column + 16)).Store((ushort*)tile + 16);
        }
    }
}
