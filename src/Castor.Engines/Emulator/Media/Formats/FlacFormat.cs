namespace Castor.Engines.Emulator.Media.Formats;

/// <summary>FLAC: the stream information block comes first.</summary>
internal static class FlacFormat
{
    public static MediaFacts? Read(ReadOnlySpan<byte> data)
    {
        if (!data.IsAt(0, "fLaC"u8))
        {
            return null;
        }

        // 20 bits of sample rate, 3 of channels, 5 of sample size, 36 of sample count.
        ulong bits = data.U64(18);
        ulong rate = bits >> 44;
        ulong samples = bits & 0xF_FFFF_FFFF;
        return rate == 0 ? null : new MediaFacts { Kind = MediaKind.Audio, Format = "FLAC", Seconds = samples / (double)rate };
    }
}
