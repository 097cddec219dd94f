namespace Castor.Engines.Emulator.Media.Formats;

/// <summary>Ogg: the position of the last page, in samples of the codec's rate.</summary>
internal static class OggFormat
{
    private const int OpusRate = 48_000;

    public static MediaFacts? Read(ReadOnlySpan<byte> data)
    {
        if (!data.IsAt(0, "OggS"u8))
        {
            return null;
        }

        ReadOnlySpan<byte> head = data.Part(27 + data.U8(26), 64);
        if (head.IsAt(1, "theora"u8))
        {
            return new MediaFacts
            {
                Kind = MediaKind.Video,
                Format = "Ogg",
                Width = head.U24(14),
                Height = head.U24(17),
                Seconds = TheoraSeconds(head, LastPosition(data)),
            };
        }

        (uint rate, int skipped) = head.IsAt(0, "OpusHead"u8) ? (OpusRate, head.U16Le(10))
            : head.IsAt(1, "vorbis"u8) ? (head.U32Le(12), 0)
            : head.IsAt(1, "FLAC"u8) ? ((uint)(head.U64(27) >> 44), 0)
            : (0u, 0);
        double seconds = rate == 0 ? 0 : Math.Max(0, LastPosition(data) - skipped) / (double)rate;
        return new MediaFacts { Kind = MediaKind.Audio, Format = "Ogg", Seconds = seconds };
    }

    private static long LastPosition(ReadOnlySpan<byte> data)
    {
        int page = data.LastIndexOf("OggS"u8);
        return Math.Max(0, (long)data.U64Le(page + 6));
    }

    /// <summary>The position is a key frame's number and, in its lowest bits, the frames since.</summary>
    private static double TheoraSeconds(ReadOnlySpan<byte> head, long position)
    {
        int shift = ((head.U8(40) & 3) << 3) | (head.U8(41) >> 5);
        double frames = (position >> shift) + (position & ((1L << shift) - 1));
        uint numerator = head.U32(22);
        return numerator == 0 ? 0 : frames * head.U32(26) / numerator;
    }
}
