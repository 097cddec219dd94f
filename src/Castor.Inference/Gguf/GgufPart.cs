using System.Buffers.Binary;
using Castor.Inference.Quantization;

namespace Castor.Inference.Gguf;

/// <summary>One file of a GGUF, read and checked: its metadata and where its tensors lie.</summary>
internal sealed class GgufPart
{
    private const uint OldestVersion = 2;
    private const uint NewestVersion = 3;
    private const string AlignmentKey = "general.alignment";

    /// <summary>A name's length, one character, a count, one dimension, a type and an offset.</summary>
    private const int SmallestTensor = 8 + 1 + 4 + 8 + 4 + 8;

    /// <summary>ggml's types that Castor does not run, so that their names can be told.</summary>
    private static readonly (uint Type, string Name)[] s_otherTypes =
    [
        (9, "Q8_1"), (10, "Q2_K"), (11, "Q3_K"), (15, "Q8_K"), (16, "IQ2_XXS"), (17, "IQ2_XS"), (18, "IQ3_XXS"), (19, "IQ1_S"), (20, "IQ4_NL"),
        (21, "IQ3_S"), (22, "IQ2_S"), (23, "IQ4_XS"), (24, "I8"), (25, "I16"), (26, "I32"), (27, "I64"), (28, "F64"), (29, "IQ1_M"), (34, "TQ1_0"),
        (35, "TQ2_0"), (39, "MXFP4"), (40, "NVFP4"),
    ];

    private readonly GgufMemory _memory;
    private readonly GgufReader _reader;

    private GgufPart(GgufMemory memory)
    {
        _memory = memory;
        _reader = new GgufReader(memory);
        ReadVersion();
        long tensors = _reader.ReadCount("tensors", SmallestTensor);
        long entries = GgufMetadataReader.ReadCount(_reader);
        Metadata = new GgufMetadata(memory, GgufMetadataReader.Read(_reader, entries));
        int alignment = ReadAlignment();
        Tensors = ReadTensors(tensors, alignment);
    }

    public GgufMetadata Metadata { get; }

    public IReadOnlyList<GgufTensor> Tensors { get; }

    /// <exception cref="GgufException">The bytes are no GGUF file, or one that Castor cannot use.</exception>
    public static GgufPart Read(GgufMemory memory) => new(memory);

    private void ReadVersion()
    {
        if (_memory.Length < 4 || !_reader.Bytes(0, 4).SequenceEqual("GGUF"u8))
        {
            throw new GgufException($"{_memory.Path}: this is no GGUF file: it does not begin with 'GGUF'.");
        }

        _reader.Advance(4);
        _reader.Field = "version";
        uint version = _reader.Read<uint>();
        if (version is >= OldestVersion and <= NewestVersion)
        {
            return;
        }

        uint swapped = BinaryPrimitives.ReverseEndianness(version);
        throw swapped is >= 1 and <= NewestVersion
            ? _reader.Error("this is a big-endian file, and only little-endian ones can be read; told", 4)
            : _reader.Error($"version {version} cannot be read, only {OldestVersion} and {NewestVersion}, told", 4);
    }

    private int ReadAlignment()
    {
        if (!Metadata.Contains(AlignmentKey))
        {
            return GgufLimits.DefaultAlignment;
        }

        GgufValue value = Metadata.Find(AlignmentKey);
        long alignment = Metadata.GetInt64(AlignmentKey);
        _reader.Field = $"key '{AlignmentKey}'";
        return GgufLimits.IsAlignment(alignment)
            ? (int)alignment
            : throw _reader.Error($"{alignment} is no power of two from {GgufLimits.SmallestAlignment} to {GgufLimits.LargestAlignment},", value.Offset);
    }

    private List<GgufTensor> ReadTensors(long count, int alignment)
    {
        var entries = new List<TensorEntry>((int)Math.Min(count, 1024));
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (long i = 0; i < count; i++)
        {
            _reader.Field = $"tensor {i}";
            long at = _reader.Position;
            string name = _reader.ReadString("the name", GgufLimits.LongestName);
            _reader.Field = $"tensor {GgufReader.Quote(name)}";
            if (name.Length == 0 || !names.Add(name))
            {
                throw _reader.Error(name.Length == 0 ? "the name is empty" : "the name is there twice, again", at);
            }

            entries.Add(ReadTensor(name, alignment));
        }

        _reader.Field = "tensor data";
        if (count > 0)
        {
            _reader.Advance(-_reader.Position & (alignment - 1));
        }

        return Place(entries, _reader.Position);
    }

    private TensorEntry ReadTensor(string name, int alignment)
    {
        long at = _reader.Position;
        uint dimensions = _reader.Read<uint>();
        if (dimensions is 0 or > GgufLimits.MostDimensions)
        {
            throw _reader.Error($"{dimensions} dimensions, where 1 to {GgufLimits.MostDimensions} can be,", at);
        }

        long shapeAt = _reader.Position;
        long[] shape = new long[dimensions];
        foreach (ref long dimension in shape.AsSpan())
        {
            at = _reader.Position;
            dimension = _reader.Read<long>();
            if (dimension <= 0)
            {
                throw _reader.Error($"a dimension of {(ulong)dimension}", at);
            }
        }

        TensorType type = ReadType();
        long bytes = CountBytes(shape, type, shapeAt);
        at = _reader.Position;
        ulong offset = _reader.Read<ulong>();
        return offset % (uint)alignment == 0 && offset <= long.MaxValue
            ? new TensorEntry(name, shape, type, (long)offset, bytes, at)
            : throw _reader.Error($"offset {offset} is no multiple of the alignment {alignment}", at);
    }

    private TensorType ReadType()
    {
        long at = _reader.Position;
        uint type = _reader.Read<uint>();
        if (Enum.IsDefined((TensorType)type))
        {
            return (TensorType)type;
        }

        string? name = Array.Find(s_otherTypes, t => t.Type == type).Name;
        throw _reader.Error(name is null ? $"there is no tensor type {type}, named" : $"its type {name} is one that Castor does not run, told", at);
    }

    /// <summary>The bytes of a tensor; no more than the file has, so that nothing computed from the shape later can overflow.</summary>
    private long CountBytes(long[] shape, TensorType type, long at)
    {
        var format = BlockFormat.Of(type);
        if (shape[0] % format.BlockSize != 0)
        {
            throw _reader.Error($"rows of {shape[0]} elements are no whole blocks of {format.BlockSize} ({type})", at);
        }

        Int128 bytes = (Int128)(shape[0] / format.BlockSize) * format.BlockBytes;
        bool fits = bytes <= Array.MaxLength;
        foreach (long dimension in shape.AsSpan(1))
        {
            // Each factor is below 2^63 and what was kept is within the file, so that 128 bits hold the product.
            bytes = fits ? bytes * dimension : bytes;
            fits &= bytes <= _memory.Length;
        }

        return fits && bytes <= _memory.Length
            ? (long)bytes
            : throw _reader.Error($"a shape of {string.Join(" x ", shape)} in {type} cannot be in a file of {_memory.Length} bytes, told", at);
    }

    /// <summary>Checks that every tensor lies inside the file and none on another.</summary>
    private List<GgufTensor> Place(List<TensorEntry> entries, long start)
    {
        foreach (TensorEntry entry in entries)
        {
            if (entry.Offset > _memory.Length - start - entry.Bytes)
            {
                _reader.Field = $"tensor {GgufReader.Quote(entry.Name)}";
                throw _reader.Error($"offset {entry.Offset} and {entry.Bytes} bytes reach beyond the {_memory.Length - start} bytes of data, told", entry.At);
            }
        }

        long end = 0;
        string before = "";
        foreach (TensorEntry entry in entries.OrderBy(e => e.Offset))
        {
            if (entry.Offset < end)
            {
                _reader.Field = $"tensor {GgufReader.Quote(entry.Name)}";
                throw _reader.Error($"offset {entry.Offset} lies inside tensor {GgufReader.Quote(before)}, told", entry.At);
            }

            end = entry.Offset + entry.Bytes;
            before = entry.Name;
        }

        return entries.ConvertAll(e => new GgufTensor(_memory, e.Name, e.Shape, e.Type, start + e.Offset));
    }

    private readonly record struct TensorEntry(string Name, long[] Shape, TensorType Type, long Offset, long Bytes, long At);
}
