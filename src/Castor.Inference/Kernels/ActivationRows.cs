using Castor.Inference.Memory;

namespace Castor.Inference.Kernels;

/// <summary>
/// Rows of activations as the products take them: floats, and signed bytes in blocks of 32 with one scale each. The sums of a block's
/// halves let the kernels take unsigned weights and correct for their offset once a block. Rows of prompts may lie in tiles of bf16 instead.
/// </summary>
internal sealed unsafe class ActivationRows : IDisposable
{
    private readonly NativeBuffer _floats;
    private readonly NativeBuffer _bytes;
    private readonly NativeBuffer _words;
    private readonly NativeBuffer _scales;
    private readonly NativeBuffer _sums;
    private readonly NativeBuffer _negativeSums;
    private readonly NativeBuffer _tiles;

    /// <summary>Reserves room.</summary>
    /// <param name="capacity">Rows.</param>
    /// <param name="maxColumns">The widest row.</param>
    public ActivationRows(int capacity, int maxColumns)
    {
        int columns = (maxColumns + 63) & ~63;
        _floats = NativeBuffer.OfFloats((long)capacity * columns);
        _bytes = new NativeBuffer((long)capacity * columns);
        _words = new NativeBuffer((long)capacity * columns * 2);
        _scales = NativeBuffer.OfFloats((long)capacity * columns / 32);
        _sums = NativeBuffer.OfFloats((long)capacity * columns / 32);
        _negativeSums = NativeBuffer.OfFloats((long)capacity * columns / 32);
        _tiles = new NativeBuffer((capacity + 15L & ~15L) * columns * sizeof(ushort));
    }

    /// <summary>Columns of the rows held now; a multiple of 32.</summary>
    public int Columns { get; set; }

    /// <summary>How many rows from the first on are of prompts; set before they are rounded.</summary>
    public int PromptCount { get; set; }

    /// <summary>The floats, row after row.</summary>
    public float* Floats => (float*)_floats.Data;

    /// <summary>The rounded values, row after row.</summary>
    public sbyte* Bytes => (sbyte*)_bytes.Data;

    /// <summary>The rounded values as 16-bit numbers in the order 0, 2, 1, 3 of every four: pairs for products with even and odd bytes.</summary>
    public short* Words => (short*)_words.Data;

    /// <summary>A scale for each block of 32 columns, row after row.</summary>
    public float* Scales => (float*)_scales.Data;

    /// <summary>The sums of a block's halves as two 16-bit numbers, the first half low; row after row.</summary>
    public int* HalfSums => (int*)_sums.Data;

    /// <summary>The sums of the blocks, negated; row after row.</summary>
    public int* NegativeSums => (int*)_negativeSums.Data;

    /// <summary>bf16 tiles: for 16 rows and each 32 columns 16 times 32 numbers, then the next 32 columns; then the next 16 rows.</summary>
    public byte* Tiles => _tiles.Data;

    public void Dispose()
    {
        _floats.Dispose();
        _bytes.Dispose();
        _words.Dispose();
        _scales.Dispose();
        _sums.Dispose();
        _negativeSums.Dispose();
        _tiles.Dispose();
    }
}
