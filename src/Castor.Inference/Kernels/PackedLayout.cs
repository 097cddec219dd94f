using Castor.Inference.Gguf;

namespace Castor.Inference.Kernels;

/// <summary>
/// The bytes of a packed matrix: 16 rows side by side, so that a vector's lane is an output row and no sum runs across lanes.
/// A block holds 16 rows of 32 columns; its quantised values lie as vectors of 64 bytes, byte <c>4 r + i</c> of which belongs to row
/// <c>r</c>. Vector <c>j</c> of whole bytes holds the columns <c>4 j + i</c>; of nibbles, columns <c>4 j + i</c> low and
/// <c>16 + 4 j + i</c> high. K types keep eight blocks behind one header, as their super-blocks have one scale.
/// </summary>
/// <param name="HeaderBytes">The bytes before the blocks of a super-block.</param>
/// <param name="BlocksPerSuper">Blocks of 32 columns behind one header.</param>
/// <param name="BlockBytes">The bytes of one block of 16 rows and 32 columns.</param>
internal readonly record struct PackedLayout(int HeaderBytes, int BlocksPerSuper, int BlockBytes)
{
    /// <summary>Rows that lie side by side.</summary>
    public const int Rows = 16;

    /// <summary>Columns of a block.</summary>
    public const int Columns = 32;

    /// <summary>The bytes of a vector of 16 f16 numbers, one a row.</summary>
    public const int Halves = 32;

    /// <summary>The bytes of a vector of 16 bytes, one a row.</summary>
    public const int Bytes = 16;

    /// <summary>The bytes of 16 rows of so many columns.</summary>
    public long GroupBytes(int columns) =>
        (long)(columns / (Columns * BlocksPerSuper)) * (HeaderBytes + BlocksPerSuper * BlockBytes);

    /// <summary>The layout of a stored type.</summary>
    public static PackedLayout Of(TensorType type) => type switch
    {
        // scales; bytes that are the value + 128
        TensorType.Q8_0 => new(0, 1, Halves + 512),
        // scales; nibbles
        TensorType.Q4_0 => new(0, 1, Halves + 256),
        // scales; minima; nibbles
        TensorType.Q4_1 => new(0, 1, 2 * Halves + 256),
        // scales; nibbles; fifth bits (bit j of a byte: low nibble of vector j, bit 4 + j: its high one)
        TensorType.Q5_0 => new(0, 1, Halves + 256 + 64),
        TensorType.Q5_1 => new(0, 1, 2 * Halves + 256 + 64),
        // header: scales, minima; blocks: 16 scales, 16 minima, nibbles (and fifth bits)
        TensorType.Q4_K => new(2 * Halves, 8, 2 * Bytes + 256),
        TensorType.Q5_K => new(2 * Halves, 8, 2 * Bytes + 256 + 64),
        // header: scales; blocks: scales of the columns 0 to 15 and 16 to 31, nibbles, two vectors of the upper bit pairs
        TensorType.Q6_K => new(Halves, 8, 2 * Bytes + 256 + 128),
        // column by column
        TensorType.F32 => new(0, 1, Rows * Columns * 4),
        TensorType.F16 or TensorType.BF16 => new(0, 1, Rows * Columns * 2),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No packed layout."),
    };
}
