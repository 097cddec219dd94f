namespace Castor.Engines.Emulator.Media.Formats;

/// <summary>JPEG: segments up to the frame header, which has the size.</summary>
internal static class JpegFormat
{
    public static MediaFacts? Read(ReadOnlySpan<byte> data)
    {
        if (!data.IsAt(0, [0xFF, 0xD8, 0xFF]))
        {
            return null;
        }

        int at = 2;
        while (at + 4 <= data.Length)
        {
            if (data[at] != 0xFF)
            {
                return null;
            }

            int marker = data[at + 1];
            if (marker == 0xFF)
            {
                at++;
            }
            else if (IsFrame(marker))
            {
                int height = data.U16(at + 5);
                int width = data.U16(at + 7);
                return width > 0 && height > 0 ? new MediaFacts { Kind = MediaKind.Image, Format = "JPEG", Width = width, Height = height } : null;
            }
            else if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
            {
                at += 2;
            }
            else
            {
                int length = data.U16(at + 2);
                if (length < 2 || marker is 0xD9 or 0xDA)
                {
                    return null;
                }

                at += 2 + length;
            }
        }

        return null;
    }

    /// <summary>Start-of-frame markers; C4, C8 and CC in their midst are tables.</summary>
    private static bool IsFrame(int marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
