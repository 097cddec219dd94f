using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Castor.Inference.Gguf;

/// <summary>How GGUF spells values.</summary>
internal static class GgufEncoding
{
    public static GgufValueType TypeOf<T>() => Type.GetTypeCode(typeof(T)) switch
    {
        TypeCode.Byte => GgufValueType.UInt8,
        TypeCode.SByte => GgufValueType.Int8,
        TypeCode.UInt16 => GgufValueType.UInt16,
        TypeCode.Int16 => GgufValueType.Int16,
        TypeCode.UInt32 => GgufValueType.UInt32,
        TypeCode.Int32 => GgufValueType.Int32,
        TypeCode.Single => GgufValueType.Single,
        TypeCode.UInt64 => GgufValueType.UInt64,
        TypeCode.Int64 => GgufValueType.Int64,
        TypeCode.Double => GgufValueType.Double,
        _ => throw new ArgumentException($"GGUF has no number of type {typeof(T).Name}."),
    };

    public static byte[] Bytes<T>(GgufValueType type, T value)
        where T : unmanaged
    {
        byte[] bytes = new byte[sizeof(uint) + Unsafe.SizeOf<T>()];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)type);
        MemoryMarshal.Write(bytes.AsSpan(sizeof(uint)), value);
        return bytes;
    }

    public static MemoryStream Array(GgufValueType type, int count)
    {
        var bytes = new MemoryStream();
        WriteNumber(bytes, (uint)GgufValueType.Array);
        WriteNumber(bytes, (uint)type);
        WriteNumber(bytes, (ulong)count);
        return bytes;
    }

    public static void WriteNumber<T>(Stream stream, T value)
        where T : unmanaged => stream.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    public static void WriteString(Stream stream, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        WriteNumber(stream, (ulong)bytes.Length);
        stream.Write(bytes);
    }
}
