using System.Buffers.Binary;

namespace Castor.Engines.Emulator.Media.Formats;

/// <summary>Reads at any offset: what lies outside the bytes reads as 0, so that no header can lead astray.</summary>
internal static class ByteSpans
{
    public static int U8(this ReadOnlySpan<byte> data, long at) => at >= 0 && at < data.Length ? data[(int)at] : 0;

    public static int U16(this ReadOnlySpan<byte> data, long at) =>
        Has(data, at, 2) ? BinaryPrimitives.ReadUInt16BigEndian(data[(int)at..]) : 0;

    public static int U16Le(this ReadOnlySpan<byte> data, long at) =>
        Has(data, at, 2) ? BinaryPrimitives.ReadUInt16LittleEndian(data[(int)at..]) : 0;

    public static int U24(this ReadOnlySpan<byte> data, long at) => (U8(data, at) << 16) | U16(data, at + 1);

    public static int U24Le(this ReadOnlySpan<byte> data, long at) => U16Le(data, at) | (U8(data, at + 2) << 16);

    public static uint U32(this ReadOnlySpan<byte> data, long at) =>
        Has(data, at, 4) ? BinaryPrimitives.ReadUInt32BigEndian(data[(int)at..]) : 0;

    public static uint U32Le(this ReadOnlySpan<byte> data, long at) =>
        Has(data, at, 4) ? BinaryPrimitives.ReadUInt32LittleEndian(data[(int)at..]) : 0;

    public static ulong U64(this ReadOnlySpan<byte> data, long at) =>
        Has(data, at, 8) ? BinaryPrimitives.ReadUInt64BigEndian(data[(int)at..]) : 0;

    public static ulong U64Le(this ReadOnlySpan<byte> data, long at) =>
        Has(data, at, 8) ? BinaryPrimitives.ReadUInt64LittleEndian(data[(int)at..]) : 0;

    public static bool IsAt(this ReadOnlySpan<byte> data, long at, ReadOnlySpan<byte> magic) =>
        Has(data, at, magic.Length) && data[(int)at..].StartsWith(magic);

    /// <summary>The part from an offset on, cut to what there is.</summary>
    public static ReadOnlySpan<byte> Part(this ReadOnlySpan<byte> data, long at, long length)
    {
        if (at < 0 || at >= data.Length || length <= 0)
        {
            return [];
        }

        return data.Slice((int)at, (int)Math.Min(length, data.Length - at));
    }

    private static bool Has(ReadOnlySpan<byte> data, long at, int length) => at >= 0 && at <= data.Length - length;
}
