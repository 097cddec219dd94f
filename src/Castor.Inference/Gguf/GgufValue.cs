namespace Castor.Inference.Gguf;

/// <summary>Where a metadata value lies in the file: checked when the file is opened, decoded when it is asked for.</summary>
/// <param name="Type">The type of the value, or of the elements of an array.</param>
/// <param name="IsArray">Whether the value is an array.</param>
/// <param name="Count">The number of elements; 1 where it is no array.</param>
/// <param name="Offset">The byte of the first element.</param>
/// <param name="ByteLength">The bytes of all elements.</param>
internal readonly record struct GgufValue(GgufValueType Type, bool IsArray, long Count, long Offset, long ByteLength)
{
    /// <summary>The bytes of an element; 0 where elements differ in length.</summary>
    public static int SizeOf(GgufValueType type) => type switch
    {
        GgufValueType.UInt8 or GgufValueType.Int8 or GgufValueType.Boolean => 1,
        GgufValueType.UInt16 or GgufValueType.Int16 => 2,
        GgufValueType.UInt32 or GgufValueType.Int32 or GgufValueType.Single => 4,
        GgufValueType.UInt64 or GgufValueType.Int64 or GgufValueType.Double => 8,
        _ => 0,
    };
}
