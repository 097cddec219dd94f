namespace Castor.Engines.Emulator.Media.Formats;

/// <summary>RIFF files: WebP images, WAV sound and AVI video.</summary>
internal static class RiffFormat
{
    public static MediaFacts? Read(ReadOnlySpan<byte> data)
    {
        if (!data.IsAt(0, "RIFF"u8))
        {
            return null;
        }

        return data.IsAt(8, "WEBP"u8) ? ReadWebP(data)
            : data.IsAt(8, "WAVE"u8) ? ReadWave(data)
            : data.IsAt(8, "AVI "u8) ? ReadAvi(data)
            : null;
    }

    private static MediaFacts? ReadWebP(ReadOnlySpan<byte> data)
    {
        int width = 0;
        int height = 0;
        if (data.IsAt(12, "VP8X"u8))
        {
            width = data.U24Le(24) + 1;
            height = data.U24Le(27) + 1;
        }
        else if (data.IsAt(12, "VP8L"u8) && data.U8(20) == 0x2F)
        {
            uint bits = data.U32Le(21);
            width = (int)(bits & 0x3FFF) + 1;
            height = (int)((bits >> 14) & 0x3FFF) + 1;
        }
        else if (data.IsAt(12, "VP8 "u8) && data.IsAt(23, [0x9D, 0x01, 0x2A]))
        {
            width = data.U16Le(26) & 0x3FFF;
            height = data.U16Le(28) & 0x3FFF;
        }

        return width > 0 && height > 0 ? new MediaFacts { Kind = MediaKind.Image, Format = "WebP", Width = width, Height = height } : null;
    }

    private static MediaFacts? ReadWave(ReadOnlySpan<byte> data)
    {
        uint bytesPerSecond = 0;
        for (long at = 12; at + 8 <= data.Length;)
        {
            long size = data.U32Le(at + 4);
            if (data.IsAt(at, "fmt "u8))
            {
                bytesPerSecond = data.U32Le(at + 16);
            }
            else if (data.IsAt(at, "data"u8))
            {
                // Streamed files leave the size open: then, as where the file is cut, the bytes themselves tell.
                long left = data.Length - at - 8;
                double seconds = bytesPerSecond == 0 ? 0 : (size == 0 ? left : Math.Min(size, left)) / (double)bytesPerSecond;
                return bytesPerSecond == 0 ? null : new MediaFacts { Kind = MediaKind.Audio, Format = "WAV", Seconds = seconds };
            }

            at += 8 + size + (size & 1);
        }

        return null;
    }

    private static MediaFacts? ReadAvi(ReadOnlySpan<byte> data)
    {
        if (!data.IsAt(12, "LIST"u8) || !data.IsAt(20, "hdrlavih"u8))
        {
            return null;
        }

        const int Header = 32;
        double seconds = data.U32Le(Header) / 1e6 * data.U32Le(Header + 16);
        return new MediaFacts
        {
            Kind = MediaKind.Video,
            Format = "AVI",
            Seconds = seconds,
            HasSound = data.U32Le(Header + 24) > 1,
            Width = Dimension(data.U32Le(Header + 32)),
            Height = Dimension(data.U32Le(Header + 36)),
        };
    }

    private static int Dimension(uint value) => value <= int.MaxValue ? (int)value : 0;
}
