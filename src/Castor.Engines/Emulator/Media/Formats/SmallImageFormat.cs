namespace Castor.Engines.Emulator.Media.Formats;

/// <summary>GIF and BMP: sizes at fixed places.</summary>
internal static class SmallImageFormat
{
    private const uint OldBitmapHeader = 12;

    public static MediaFacts? Read(ReadOnlySpan<byte> data)
    {
        if (data.IsAt(0, "GIF87a"u8) || data.IsAt(0, "GIF89a"u8))
        {
            return Image("GIF", data.U16Le(6), data.U16Le(8));
        }

        if (!data.IsAt(0, "BM"u8) || data.U32Le(14) is not (OldBitmapHeader or (>= 40 and <= 256)))
        {
            return null;
        }

        return data.U32Le(14) == OldBitmapHeader
            ? Image("BMP", data.U16Le(18), data.U16Le(20))
            : Image("BMP", (int)data.U32Le(18), Magnitude((int)data.U32Le(22)));
    }

    /// <summary>Rows from the top down have a negative height.</summary>
    private static int Magnitude(int height) => height == int.MinValue ? 0 : Math.Abs(height);

    private static MediaFacts? Image(string format, int width, int height) =>
        width > 0 && height > 0 ? new MediaFacts { Kind = MediaKind.Image, Format = format, Width = width, Height = height } : null;
}
