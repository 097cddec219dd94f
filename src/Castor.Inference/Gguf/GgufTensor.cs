using System.Runtime.InteropServices;
using Castor.Inference.Quantization;

namespace Castor.Inference.Gguf;

/// <summary>A tensor of a GGUF file, in the file's own memory; usable until the file is disposed of.</summary>
public sealed unsafe partial class GgufTensor
{
    private const int DontNeed = 4;
    private const int MostOnStack = 64 << 10;

    private readonly GgufMemory _memory;
    private readonly long _rowBytes;

    internal GgufTensor(GgufMemory memory, string name, long[] shape, TensorType type, long offset)
    {
        _memory = memory;
        Name = name;
        Shape = shape;
        Type = type;
        Offset = offset;
        _rowBytes = BlockFormat.Of(type).BytesOf(shape[0]);
        RowCount = shape.Skip(1).Aggregate(1L, (rows, dimension) => rows * dimension);
    }

    /// <summary>The name, such as <c>blk.0.attn_q.weight</c>.</summary>
    public string Name { get; }

    /// <summary>One to four dimensions, the contiguous one first (ggml's <c>ne</c>).</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>How the elements are stored.</summary>
    public TensorType Type { get; }

    /// <summary>The number of rows: all dimensions but the first, multiplied.</summary>
    public long RowCount { get; }

    /// <summary>The number of elements.</summary>
    public long ElementCount => Shape[0] * RowCount;

    /// <summary>The bytes of all elements.</summary>
    public long ByteLength => _rowBytes * RowCount;

    /// <summary>The first byte, in memory that must not be written to.</summary>
    /// <exception cref="ObjectDisposedException">The file is disposed of.</exception>
    public byte* Data => _memory.Start + Offset;

    /// <summary>The first byte's place in its file.</summary>
    internal long Offset { get; }

    /// <summary>The bytes of one row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="ObjectDisposedException">The file is disposed of.</exception>
    public ReadOnlySpan<byte> Row(long row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, RowCount);
        return new ReadOnlySpan<byte>(Data + (row * _rowBytes), (int)_rowBytes);
    }

    /// <summary>The elements of one row as floats, for rows that are asked for here and there: no more of the file becomes resident for it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="GgufException">The file has become shorter.</exception>
    internal void ReadRow(long row, Span<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, RowCount);
        if (_rowBytes > MostOnStack)
        {
            Quantizer.Dequantize(Type, Row(row), values);
            return;
        }

        Span<byte> bytes = stackalloc byte[(int)_rowBytes];
        _memory.Read(Offset + (row * _rowBytes), bytes);
        Quantizer.Dequantize(Type, bytes, values);
    }

    /// <summary>Some of the bytes.</summary>
    internal ReadOnlySpan<byte> Slice(long start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, ByteLength - start);
        return new ReadOnlySpan<byte>(Data + start, count);
    }

    /// <summary>Gives the pages that only this tensor uses back to the system; read again, they come from the file again.</summary>
    public void ReleasePages()
    {
        if (!_memory.IsMapped || !(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()))
        {
            return;
        }

        nuint page = (nuint)Environment.SystemPageSize;
        nuint from = ((nuint)Data + page - 1) & ~(page - 1);
        nuint to = ((nuint)Data + (nuint)ByteLength) & ~(page - 1);
        if (to > from)
        {
            // A hint: where the system does not take it, the pages just stay.
            _ = AdviseMemory((void*)from, to - from, DontNeed);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int AdviseMemory(void* address, nuint length, int advice);
}
