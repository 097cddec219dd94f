using Castor.Inference.Memory;

namespace Castor.Inference.Kernels.Emitted;

/// <summary>The tile programs, ready to be called, and what they need beside their arguments.</summary>
internal sealed unsafe class TilePrograms
{
    private readonly nint[] _entries;
    private readonly NativeBuffer _configurations = new(TileProgram.Rows * 64);
    private readonly NativeBuffer _zeros = new(2 * TileProgram.RowBytes);

    private TilePrograms(nint[] entries)
    {
        _entries = entries;
        for (int rows = 1; rows <= TileProgram.Rows; rows++)
        {
            TileProgram.Configuration(rows).CopyTo(new Span<byte>(_configurations.Data + 64 * (rows - 1), 64));
        }
    }

    /// <summary>A row of zeros for two panels: what sums begin with.</summary>
    public float* Zeros => (float*)_zeros.Data;

    /// <summary>The programs; null where the host allows no code to be made.</summary>
    public static TilePrograms? TryCreate()
    {
        nint[] entries = new nint[4];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = (nint)ExecutableMemory.TryPlace(TileProgram.Write(1 + i / 2, 1 + i % 2));
            if (entries[i] == 0)
            {
                return null;
            }
        }

        return new TilePrograms(entries);
    }

    /// <summary>Multiplies so many rows with the panels: two tiles at a time, then one, then what is left of one.</summary>
    /// <param name="arguments">What is multiplied: rows, panels, blocks, sums, output and their strides. The others are filled in, and the pointers moved past the rows.</param>
    /// <param name="rowCount">Rows.</param>
    /// <param name="panels">Panels, 1 or 2.</param>
    public void Run(ref TileArguments arguments, int rowCount, int panels)
    {
        arguments.SumTile = TileProgram.Rows * arguments.SumStride;
        arguments.OutputTile = TileProgram.Rows * arguments.OutputStride;
        int pairs = rowCount / (2 * TileProgram.Rows);
        Run(ref arguments, 2, panels, TileProgram.Rows, pairs);
        int left = rowCount - pairs * 2 * TileProgram.Rows;
        Run(ref arguments, 1, panels, TileProgram.Rows, left / TileProgram.Rows);
        if (left % TileProgram.Rows > 0)
        {
            Run(ref arguments, 1, panels, left % TileProgram.Rows, 1);
        }
    }

    private void Run(ref TileArguments arguments, int rowTiles, int panels, int rows, int steps)
    {
        if (steps == 0)
        {
            return;
        }

        arguments.Configuration = _configurations.Data + 64 * (rows - 1);
        arguments.NextStep = rowTiles * arguments.RowTileBytes - arguments.Blocks * TileProgram.TileBytes;
        arguments.Steps = steps;
        fixed (TileArguments* pointer = &arguments)
        {
            ((delegate* unmanaged<TileArguments*, void>)_entries[(rowTiles - 1) * 2 + panels - 1])(pointer);
        }

        int tiles = rowTiles * steps;
        arguments.Rows += tiles * arguments.RowTileBytes;
        arguments.Sums = (float*)((byte*)arguments.Sums + tiles * arguments.SumTile);
        arguments.Output = (float*)((byte*)arguments.Output + tiles * arguments.OutputTile);
    }
}
