using Castor.Inference.Gguf;

namespace Castor.Inference.Kernels;

/// <summary>A matrix of weights in the blocked layout; the memory belongs to the model.</summary>
internal sealed unsafe class PackedMatrix
{
    /// <summary>Describes packed bytes.</summary>
    /// <param name="type">The type of the stored numbers.</param>
    /// <param name="rows">Output features.</param>
    /// <param name="columns">Input features, a multiple of the type's block.</param>
    /// <param name="data">At least <see cref="ByteLengthOf"/> bytes, aligned to 64.</param>
    public PackedMatrix(TensorType type, int rows, int columns, byte* data)
    {
        Type = type;
        Rows = rows;
        Columns = columns;
        Layout = PackedLayout.Of(type);
        GroupBytes = Layout.GroupBytes(columns);
        GroupCount = GroupCountOf(rows);
        Data = data;
    }

    /// <summary>The type of the stored numbers.</summary>
    public TensorType Type { get; }

    /// <summary>Output features.</summary>
    public int Rows { get; }

    /// <summary>Input features.</summary>
    public int Columns { get; }

    /// <summary>Where the parts of a block lie.</summary>
    public PackedLayout Layout { get; }

    /// <summary>Groups of 16 rows; the last may be padded with zeros.</summary>
    public int GroupCount { get; }

    /// <summary>The bytes of one group.</summary>
    public long GroupBytes { get; }

    /// <summary>The first group.</summary>
    public byte* Data { get; }

    /// <summary>Groups of 16 rows that so many rows need.</summary>
    public static int GroupCountOf(int rows) => (rows + PackedLayout.Rows - 1) / PackedLayout.Rows;

    /// <summary>The bytes that a packed matrix needs.</summary>
    public static long ByteLengthOf(TensorType type, int rows, int columns) =>
        checked(GroupCountOf(rows) * PackedLayout.Of(type).GroupBytes(columns));
}
