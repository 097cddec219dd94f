namespace Castor.Inference.Gguf;

/// <summary>The type of a metadata value; the numbers are <c>gguf_type</c>'s own (gguf.h).</summary>
internal enum GgufValueType
{
    UInt8 = 0,
    Int8 = 1,
    UInt16 = 2,
    Int16 = 3,
    UInt32 = 4,
    Int32 = 5,
    Single = 6,
    Boolean = 7,
    String = 8,
    Array = 9,
    UInt64 = 10,
    Int64 = 11,
    Double = 12,
}
