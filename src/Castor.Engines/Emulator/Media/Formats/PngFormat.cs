namespace Castor.Engines.Emulator.Media.Formats;

/// <summary>PNG: the size stands in the header chunk, which is the first.</summary>
internal static class PngFormat
{
    public static MediaFacts? Read(ReadOnlySpan<byte> data)
    {
        if (!data.IsAt(0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) || !data.IsAt(12, "IHDR"u8))
        {
            return null;
        }

        uint width = data.U32(16);
        uint height = data.U32(20);
        return width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue
            ? new MediaFacts { Kind = MediaKind.Image, Format = "PNG", Width = (int)width, Height = (int)height }
            : null;
    }
}
