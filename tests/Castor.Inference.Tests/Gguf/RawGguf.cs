using System.Text;

namespace Castor.Inference.Tests.Gguf;

/// <summary>Writes the fields of a GGUF file one by one, right or wrong as a test wants them, and knows nothing of the product's own writer.</summary>
internal sealed class RawGguf
{
    public const uint UInt8 = 0;
    public const uint UInt32 = 4;
    public const uint Int32 = 5;
    public const uint Single = 6;
    public const uint Boolean = 7;
    public const uint Text = 8;
    public const uint Array = 9;
    public const uint UInt64 = 10;
    public const uint Double = 12;

    private readonly MemoryStream _bytes = new();

    /// <summary>Where the next field goes.</summary>
    public long Position => _bytes.Position;

    public static RawGguf Begin(ulong tensors, ulong entries, uint version = 3) =>
        new RawGguf().Raw("GGUF"u8).U32(version).U64(tensors).U64(entries);

    public RawGguf Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    public RawGguf U8(byte value) => Raw([value]);

    public RawGguf U16(ushort value) => Raw(BitConverter.GetBytes(value));

    public RawGguf U32(uint value) => Raw(BitConverter.GetBytes(value));

    public RawGguf U64(ulong value) => Raw(BitConverter.GetBytes(value));

    public RawGguf F32(float value) => Raw(BitConverter.GetBytes(value));

    public RawGguf F64(double value) => Raw(BitConverter.GetBytes(value));

    public RawGguf String(string text) => U64((ulong)Encoding.UTF8.GetByteCount(text)).Raw(Encoding.UTF8.GetBytes(text));

    /// <summary>A key and the type of its value, which has to follow.</summary>
    public RawGguf Key(string key, uint type) => String(key).U32(type);

    /// <summary>A key and the head of an array, whose elements have to follow.</summary>
    public RawGguf ArrayKey(string key, uint type, ulong count) => Key(key, Array).U32(type).U64(count);

    public RawGguf Tensor(string name, uint type, ulong offset, params ulong[] shape)
    {
        String(name).U32((uint)shape.Length);
        foreach (ulong dimension in shape)
        {
            U64(dimension);
        }

        return U32(type).U64(offset);
    }

    public RawGguf Align(int alignment)
    {
        while (_bytes.Position % alignment != 0)
        {
            U8(0);
        }

        return this;
    }

    public RawGguf Zeros(int count) => Raw(new byte[count]);

    public byte[] ToArray() => _bytes.ToArray();
}
