namespace Castor.Inference.Quantization;

/// <summary>
/// The 12 bytes that hold the eight 6-bit scales and eight 6-bit minima of Q4_K and Q5_K. Bytes 0 to 3 hold scales 0 to 3 and bytes 4 to 7 minima 0 to 3,
/// each in the lower six bits; bytes 8 to 11 hold the lower four bits of scales 4 to 7 and, above, of minima 4 to 7, whose upper two bits are the upper bits
/// of bytes 0 to 3 and 4 to 7.
/// </summary>
internal static class SixBitScales
{
    private const int Quarter = 4;

    public static void Pack(ReadOnlySpan<byte> scales, ReadOnlySpan<byte> minima, Span<byte> packed)
    {
        for (int i = 0; i < Quarter; i++)
        {
            byte scale = scales[i + Quarter];
            byte minimum = minima[i + Quarter];
            packed[i] = (byte)(scales[i] | (scale >> 4 << 6));
            packed[i + Quarter] = (byte)(minima[i] | (minimum >> 4 << 6));
            packed[i + (2 * Quarter)] = (byte)((scale & 15) | (minimum << 4));
        }
    }

    public static void Unpack(ReadOnlySpan<byte> packed, Span<byte> scales, Span<byte> minima)
    {
        for (int i = 0; i < Quarter; i++)
        {
            byte scale = packed[i];
            byte minimum = packed[i + Quarter];
            byte lower = packed[i + (2 * Quarter)];
            scales[i] = (byte)(scale & 63);
            minima[i] = (byte)(minimum & 63);
            scales[i + Quarter] = (byte)((lower & 15) | (scale >> 6 << 4));
            minima[i + Quarter] = (byte)((lower >> 4) | (minimum >> 6 << 4));
        }
    }
}
