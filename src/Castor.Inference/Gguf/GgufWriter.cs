using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Castor.Inference.Quantization;

namespace Castor.Inference.Gguf;

/// <summary>Writes a GGUF file, version 3: first everything is named, then <see cref="Write(string)"/> asks for the tensors one after another.</summary>
public sealed class GgufWriter
{
    private const uint Version = 3;
    private const string AlignmentKey = "general.alignment";

    private readonly int _alignment;
    private readonly Dictionary<string, byte[]> _values = new(StringComparer.Ordinal);
    private readonly List<Tensor> _tensors = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>A file with nothing in it.</summary>
    /// <param name="alignment">What the places of tensors are multiples of: a power of two, at least 8.</param>
    /// <exception cref="ArgumentOutOfRangeException">The alignment is none.</exception>
    public GgufWriter(int alignment = GgufLimits.DefaultAlignment)
    {
        if (!GgufLimits.IsAlignment(alignment))
        {
            throw new ArgumentOutOfRangeException(nameof(alignment), alignment, "The alignment has to be a power of two, from 8 to 1 MiB.");
        }

        _alignment = alignment;
        if (alignment != GgufLimits.DefaultAlignment)
        {
            _values[AlignmentKey] = GgufEncoding.Bytes(GgufValueType.UInt32, (uint)alignment);
        }
    }

    /// <summary>The names of the tensors so far, in their order.</summary>
    public IEnumerable<string> TensorNames => _tensors.Select(t => t.Name);

    /// <summary>Sets a key to a text.</summary>
    public void SetString(string key, string value)
    {
        var bytes = new MemoryStream();
        GgufEncoding.WriteNumber(bytes, (uint)GgufValueType.String);
        GgufEncoding.WriteString(bytes, value);
        Set(key, bytes.ToArray());
    }

    /// <summary>Sets a key to a boolean.</summary>
    public void SetBoolean(string key, bool value) => Set(key, GgufEncoding.Bytes(GgufValueType.Boolean, value ? (byte)1 : (byte)0));

    /// <summary>Sets a key to a number of the very type given, which readers mind: most of GGUF's own keys are <c>uint</c>.</summary>
    /// <exception cref="ArgumentException">GGUF has no such number.</exception>
    public void SetNumber<T>(string key, T value)
        where T : unmanaged, INumber<T> => Set(key, GgufEncoding.Bytes(GgufEncoding.TypeOf<T>(), value));

    /// <summary>Sets a key to an array of texts.</summary>
    public void SetStrings(string key, IReadOnlyCollection<string> values)
    {
        MemoryStream bytes = GgufEncoding.Array(GgufValueType.String, values.Count);
        foreach (string value in values)
        {
            GgufEncoding.WriteString(bytes, value);
        }

        Set(key, bytes.ToArray());
    }

    /// <summary>Sets a key to an array of booleans.</summary>
    public void SetBooleans(string key, IReadOnlyCollection<bool> values)
    {
        MemoryStream bytes = GgufEncoding.Array(GgufValueType.Boolean, values.Count);
        foreach (bool value in values)
        {
            bytes.WriteByte(value ? (byte)1 : (byte)0);
        }

        Set(key, bytes.ToArray());
    }

    /// <summary>Sets a key to an array of numbers of the very type given.</summary>
    /// <exception cref="ArgumentException">GGUF has no such number.</exception>
    public void SetNumbers<T>(string key, ReadOnlySpan<T> values)
        where T : unmanaged, INumber<T>
    {
        MemoryStream bytes = GgufEncoding.Array(GgufEncoding.TypeOf<T>(), values.Length);
        bytes.Write(MemoryMarshal.AsBytes(values));
        Set(key, bytes.ToArray());
    }

    /// <summary>Sets a key to what another file has there, as it is. The other file's alignment is left out, since this file has its own.</summary>
    /// <exception cref="GgufException">The other file has no such key.</exception>
    public void Copy(GgufMetadata metadata, string key)
    {
        if (key == AlignmentKey)
        {
            return;
        }

        GgufValue value = metadata.Find(key);
        var bytes = new MemoryStream();
        if (value.IsArray)
        {
            GgufEncoding.WriteNumber(bytes, (uint)GgufValueType.Array);
        }

        GgufEncoding.WriteNumber(bytes, (uint)value.Type);
        if (value.IsArray)
        {
            GgufEncoding.WriteNumber(bytes, (ulong)value.Count);
        }

        bytes.Write(metadata.Bytes(value));
        Set(key, bytes.ToArray());
    }

    /// <summary>Adds a tensor whose blocks are written when their turn comes.</summary>
    /// <param name="name">The name: up to 64 bytes, and no other tensor's.</param>
    /// <param name="type">How the elements are stored.</param>
    /// <param name="shape">One to four dimensions, the contiguous one first, which has to be whole blocks.</param>
    /// <param name="write">Writes the bytes of all blocks, no more and no less.</param>
    /// <exception cref="ArgumentException">The name or the shape cannot be.</exception>
    public void Add(string name, TensorType type, ReadOnlySpan<long> shape, Action<Stream> write)
    {
        if (name.Length == 0 || Encoding.UTF8.GetByteCount(name) > GgufLimits.LongestName)
        {
            throw new ArgumentException($"A tensor's name has 1 to {GgufLimits.LongestName} bytes, unlike '{name}'.", nameof(name));
        }

        if (shape.Length is 0 or > GgufLimits.MostDimensions || shape.ContainsAnyInRange(long.MinValue, 0))
        {
            throw new ArgumentException($"Tensor '{name}' needs 1 to {GgufLimits.MostDimensions} dimensions above zero.", nameof(shape));
        }

        long bytes = BlockFormat.Of(type).BytesOf(shape[0]);
        foreach (long dimension in shape[1..])
        {
            bytes = checked(bytes * dimension);
        }

        if (!_names.Add(name))
        {
            throw new ArgumentException($"There is a tensor '{name}' already.", nameof(name));
        }

        _tensors.Add(new Tensor(name, type, shape.ToArray(), bytes, write));
    }

    /// <summary>Adds a tensor of floats, quantised when its turn comes.</summary>
    /// <exception cref="ArgumentException">The name or the shape cannot be, or the shape is not that of the floats.</exception>
    public void Add(string name, TensorType type, ReadOnlySpan<long> shape, float[] values)
    {
        long count = 1;
        foreach (long dimension in shape)
        {
            count = checked(count * dimension);
        }

        if (count != values.Length)
        {
            throw new ArgumentException($"Tensor '{name}' of {string.Join(" x ", shape.ToArray())} does not have {values.Length} elements.", nameof(values));
        }

        Add(name, type, shape, stream =>
        {
            byte[] blocks = new byte[BlockFormat.Of(type).BytesOf(values.Length)];
            Quantizer.Quantize(type, values, blocks);
            stream.Write(blocks);
        });
    }

    /// <summary>Writes the file beside its place and then moves it there, so that a half-written file never has the name.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    /// <exception cref="InvalidOperationException">A tensor was written with more or less than its bytes.</exception>
    public void Write(string path)
    {
        string full = Path.GetFullPath(path);
        string unfinished = $"{full}.{Guid.NewGuid():N}.unfinished";
        try
        {
            using (var stream = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20))
            {
                Write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, full, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>Writes the file to a stream that can tell its position.</summary>
    internal void Write(Stream stream)
    {
        long start = stream.Position;
        stream.Write("GGUF"u8);
        GgufEncoding.WriteNumber(stream, Version);
        GgufEncoding.WriteNumber(stream, (ulong)_tensors.Count);
        GgufEncoding.WriteNumber(stream, (ulong)_values.Count);
        foreach ((string key, byte[] value) in _values)
        {
            GgufEncoding.WriteString(stream, key);
            stream.Write(value);
        }

        WriteTensorTable(stream);
        foreach (Tensor tensor in _tensors)
        {
            Pad(stream, start);
            long before = stream.Position;
            tensor.Write(stream);
            long written = stream.Position - before;
            if (written != tensor.Bytes)
            {
                throw new InvalidOperationException($"Tensor '{tensor.Name}' takes {tensor.Bytes} bytes, and {written} were written.");
            }
        }

        // llama.cpp takes the last tensor's padding for part of the file.
        Pad(stream, start);
    }

    private void Set(string key, byte[] value)
    {
        if (key.Length == 0 || key == AlignmentKey || Encoding.UTF8.GetByteCount(key) > GgufLimits.LongestKey)
        {
            throw new ArgumentException($"'{key}' cannot be set: a key has 1 to {GgufLimits.LongestKey} bytes, and {AlignmentKey} is the constructor's.", nameof(key));
        }

        _values[key] = value;
    }

    private void WriteTensorTable(Stream stream)
    {
        long offset = 0;
        foreach (Tensor tensor in _tensors)
        {
            GgufEncoding.WriteString(stream, tensor.Name);
            GgufEncoding.WriteNumber(stream, (uint)tensor.Shape.Length);
            stream.Write(MemoryMarshal.AsBytes<long>(tensor.Shape));
            GgufEncoding.WriteNumber(stream, (uint)tensor.Type);
            GgufEncoding.WriteNumber(stream, (ulong)offset);
            offset += Aligned(tensor.Bytes);
        }
    }

    private void Pad(Stream stream, long start)
    {
        long written = stream.Position - start;
        for (long i = written; i < Aligned(written); i++)
        {
            stream.WriteByte(0);
        }
    }

    private long Aligned(long bytes) => (bytes + _alignment - 1) & -_alignment;

    private sealed record Tensor(string Name, TensorType Type, long[] Shape, long Bytes, Action<Stream> Write);
}
