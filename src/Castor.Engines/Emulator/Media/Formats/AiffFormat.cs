namespace Castor.Engines.Emulator.Media.Formats;

/// <summary>AIFF and AIFF-C: the common chunk has the frames and the rate.</summary>
internal static class AiffFormat
{
    public static MediaFacts? Read(ReadOnlySpan<byte> data)
    {
        if (!data.IsAt(0, "FORM"u8) || !(data.IsAt(8, "AIFF"u8) || data.IsAt(8, "AIFC"u8)))
        {
            return null;
        }

        for (long at = 12; at + 8 <= data.Length;)
        {
            long size = data.U32(at + 4);
            if (data.IsAt(at, "COMM"u8))
            {
                double rate = Extended(data, at + 16);
                return rate > 0 ? new MediaFacts { Kind = MediaKind.Audio, Format = "AIFF", Seconds = data.U32(at + 10) / rate } : null;
            }

            at += 8 + size + (size & 1);
        }

        return null;
    }

    /// <summary>An 80-bit IEEE number.</summary>
    private static double Extended(ReadOnlySpan<byte> data, long at)
    {
        int exponent = (data.U16(at) & 0x7FFF) - 16383 - 63;
        double value = Math.ScaleB((double)data.U64(at + 2), exponent);
        return double.IsFinite(value) ? value : 0;
    }
}
