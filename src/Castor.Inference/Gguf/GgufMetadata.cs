using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace Castor.Inference.Gguf;

/// <summary>The key-value section of a GGUF file. Values are decoded when they are asked for; numbers convert where the value fits.</summary>
public sealed unsafe class GgufMetadata
{
    private readonly GgufMemory _memory;
    private readonly Dictionary<string, GgufValue> _values;

    internal GgufMetadata(GgufMemory memory, Dictionary<string, GgufValue> values)
    {
        _memory = memory;
        _values = values;
    }

    /// <summary>The keys, in the order of the file.</summary>
    public IReadOnlyCollection<string> Keys => _values.Keys;

    /// <summary>Whether the file has the key.</summary>
    public bool Contains(string key) => _values.ContainsKey(key);

    /// <summary>Whether the file has the key and its value is an array.</summary>
    public bool IsArray(string key) => _values.TryGetValue(key, out GgufValue value) && value.IsArray;

    /// <summary>The text under a key.</summary>
    /// <exception cref="GgufException">The key is missing, or no text.</exception>
    public string GetString(string key)
    {
        GgufValue value = Find(key);
        return !value.IsArray && value.Type == GgufValueType.String
            ? Encoding.UTF8.GetString(Bytes(value)[sizeof(ulong)..])
            : throw Mistyped(key, value, "a text");
    }

    /// <summary>The text under a key, or another where the key is missing.</summary>
    /// <exception cref="GgufException">The value is no text.</exception>
    [return: NotNullIfNotNull(nameof(missing))]
    public string? GetString(string key, string? missing) => Contains(key) ? GetString(key) : missing;

    /// <summary>The number under a key.</summary>
    /// <exception cref="GgufException">The key is missing, or no number that fits.</exception>
    public uint GetUInt32(string key) => GetNumber<uint>(key);

    /// <summary>The number under a key, or another where the key is missing.</summary>
    /// <exception cref="GgufException">The value is no number that fits.</exception>
    public uint GetUInt32(string key, uint missing) => Contains(key) ? GetNumber<uint>(key) : missing;

    /// <summary>The number under a key.</summary>
    /// <exception cref="GgufException">The key is missing, or no number that fits.</exception>
    public int GetInt32(string key) => GetNumber<int>(key);

    /// <summary>The number under a key, or another where the key is missing.</summary>
    /// <exception cref="GgufException">The value is no number that fits.</exception>
    public int GetInt32(string key, int missing) => Contains(key) ? GetNumber<int>(key) : missing;

    /// <summary>The number under a key.</summary>
    /// <exception cref="GgufException">The key is missing, or no number that fits.</exception>
    public long GetInt64(string key) => GetNumber<long>(key);

    /// <summary>The number under a key, or another where the key is missing.</summary>
    /// <exception cref="GgufException">The value is no number that fits.</exception>
    public long GetInt64(string key, long missing) => Contains(key) ? GetNumber<long>(key) : missing;

    /// <summary>The number under a key.</summary>
    /// <exception cref="GgufException">The key is missing, or no number.</exception>
    public float GetSingle(string key) => GetNumber<float>(key);

    /// <summary>The number under a key, or another where the key is missing.</summary>
    /// <exception cref="GgufException">The value is no number.</exception>
    public float GetSingle(string key, float missing) => Contains(key) ? GetNumber<float>(key) : missing;

    /// <summary>The boolean under a key.</summary>
    /// <exception cref="GgufException">The key is missing, or no boolean.</exception>
    public bool GetBoolean(string key)
    {
        GgufValue value = Find(key);
        return !value.IsArray && value.Type == GgufValueType.Boolean ? Bytes(value)[0] != 0 : throw Mistyped(key, value, "a boolean");
    }

    /// <summary>The boolean under a key, or another where the key is missing.</summary>
    /// <exception cref="GgufException">The value is no boolean.</exception>
    public bool GetBoolean(string key, bool missing) => Contains(key) ? GetBoolean(key) : missing;

    /// <summary>The texts under a key.</summary>
    /// <exception cref="GgufException">The key is missing, no array of texts, or has text that is not UTF-8.</exception>
    public string[] GetStrings(string key)
    {
        GgufValue value = FindArray(key, GgufValueType.String, "an array of texts");
        string[] texts = new string[value.Count];
        ReadOnlySpan<byte> rest = Bytes(value);
        for (int i = 0; i < texts.Length; i++)
        {
            // Lengths were checked when the file was opened; the slices guard against a file that changed since.
            ReadOnlySpan<byte> text = rest[sizeof(ulong)..][..(int)MemoryMarshal.Read<ulong>(rest)];
            texts[i] = Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : throw Error(key, value, $"element {i} is not UTF-8,");
            rest = rest[(sizeof(ulong) + text.Length)..];
        }

        return texts;
    }

    /// <summary>The texts under a key as the file has them: of each its length in eight bytes, then its UTF-8.</summary>
    /// <exception cref="GgufException">The key is missing, or no array of texts.</exception>
    internal ReadOnlySpan<byte> GetStringBytes(string key, out int count)
    {
        GgufValue value = FindArray(key, GgufValueType.String, "an array of texts");
        count = checked((int)value.Count);
        return Bytes(value);
    }

    /// <summary>The numbers under a key.</summary>
    /// <exception cref="GgufException">The key is missing, or no array of numbers.</exception>
    public float[] GetSingles(string key) => GetNumbers<float>(key);

    /// <summary>The numbers under a key.</summary>
    /// <exception cref="GgufException">The key is missing, or no array of numbers that fit.</exception>
    public int[] GetInt32s(string key) => GetNumbers<int>(key);

    /// <summary>The booleans under a key.</summary>
    /// <exception cref="GgufException">The key is missing, or no array of booleans.</exception>
    public bool[] GetBooleans(string key)
    {
        GgufValue value = FindArray(key, GgufValueType.Boolean, "an array of booleans");
        bool[] values = new bool[value.Count];
        ReadOnlySpan<byte> bytes = Bytes(value);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = bytes[i] != 0;
        }

        return values;
    }

    /// <summary>Where a value lies and how it is typed, to copy it as it is.</summary>
    internal GgufValue Find(string key) =>
        _values.TryGetValue(key, out GgufValue value) ? value : throw new GgufException($"{_memory.Path}: key {GgufReader.Quote(key)} is missing.");

    /// <summary>The bytes of a value as the file has them.</summary>
    internal ReadOnlySpan<byte> Bytes(GgufValue value) => new(_memory.Start + value.Offset, checked((int)value.ByteLength));

    private GgufValue FindArray(string key, GgufValueType type, string wanted)
    {
        GgufValue value = Find(key);
        return value.IsArray && value.Type == type ? value : throw Mistyped(key, value, wanted);
    }

    private T GetNumber<T>(string key)
        where T : struct, INumber<T>
    {
        GgufValue value = Find(key);
        return !value.IsArray && IsNumber(value.Type)
            ? ReadNumber<T>(key, value, 0)
            : throw Mistyped(key, value, $"a number ({typeof(T).Name})");
    }

    private T[] GetNumbers<T>(string key)
        where T : struct, INumber<T>
    {
        GgufValue value = Find(key);
        if (!value.IsArray || !IsNumber(value.Type))
        {
            throw Mistyped(key, value, $"an array of numbers ({typeof(T).Name})");
        }

        if ((value.Type == GgufValueType.Single && typeof(T) == typeof(float)) || (value.Type == GgufValueType.Int32 && typeof(T) == typeof(int)))
        {
            return MemoryMarshal.Cast<byte, T>(Bytes(value)).ToArray();
        }

        var numbers = new T[value.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = ReadNumber<T>(key, value, i);
        }

        return numbers;
    }

    private T ReadNumber<T>(string key, GgufValue value, int index)
        where T : struct, INumber<T>
    {
        ReadOnlySpan<byte> bytes = Bytes(value)[(index * GgufValue.SizeOf(value.Type))..];
        return value.Type switch
        {
            GgufValueType.UInt8 => To<byte, T>(key, value, bytes),
            GgufValueType.Int8 => To<sbyte, T>(key, value, bytes),
            GgufValueType.UInt16 => To<ushort, T>(key, value, bytes),
            GgufValueType.Int16 => To<short, T>(key, value, bytes),
            GgufValueType.UInt32 => To<uint, T>(key, value, bytes),
            GgufValueType.Int32 => To<int, T>(key, value, bytes),
            GgufValueType.Single => To<float, T>(key, value, bytes),
            GgufValueType.UInt64 => To<ulong, T>(key, value, bytes),
            GgufValueType.Int64 => To<long, T>(key, value, bytes),
            _ => To<double, T>(key, value, bytes),
        };
    }

    private T To<TFrom, T>(string key, GgufValue value, ReadOnlySpan<byte> bytes)
        where TFrom : unmanaged, INumber<TFrom>
        where T : struct, INumber<T>
    {
        TFrom number = MemoryMarshal.Read<TFrom>(bytes);
        bool fits = typeof(T) == typeof(float) || TFrom.IsInteger(number);
        try
        {
            return fits ? T.CreateChecked(number) : throw new OverflowException();
        }
        catch (OverflowException)
        {
            throw Error(key, value, $"{number} does not fit {typeof(T).Name},");
        }
    }

    private GgufException Mistyped(string key, GgufValue value, string wanted)
    {
        string found = value.IsArray ? $"an array of {value.Count} {value.Type}" : $"a {value.Type}";
        return Error(key, value, $"{found} where {wanted} belongs,");
    }

    private GgufException Error(string key, GgufValue value, string what) =>
        new($"{_memory.Path}: key {GgufReader.Quote(key)}: {what} at byte {value.Offset}.");

    private static bool IsNumber(GgufValueType type) => type is not (GgufValueType.Boolean or GgufValueType.String or GgufValueType.Array);
}
