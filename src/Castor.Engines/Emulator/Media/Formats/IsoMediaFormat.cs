namespace Castor.Engines.Emulator.Media.Formats;

/// <summary>The ISO base media file: MP4, MOV, M4A, 3GP, and the images HEIC and AVIF.</summary>
internal static class IsoMediaFormat
{
    public static MediaFacts? Read(ReadOnlySpan<byte> data)
    {
        bool isTyped = data.IsAt(4, "ftyp"u8);
        if (!isTyped && !data.IsAt(4, "moov"u8) && !data.IsAt(4, "mdat"u8) && !data.IsAt(4, "wide"u8))
        {
            return null;
        }

        ReadOnlySpan<byte> brand = isTyped ? data.Part(8, 4) : "qt  "u8;
        if (IsImageBrand(brand))
        {
            return ReadImage(data, brand);
        }

        ReadOnlySpan<byte> movie = IsoBox.Find(data, "moov"u8);
        return movie.IsEmpty && !isTyped ? null : ReadMovie(movie, brand);
    }

    private static bool IsImageBrand(ReadOnlySpan<byte> brand) =>
        brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("heim"u8) || brand.SequenceEqual("heis"u8)
        || brand.SequenceEqual("hevc"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8) || brand.SequenceEqual("avif"u8)
        || brand.SequenceEqual("avis"u8);

    private static MediaFacts ReadImage(ReadOnlySpan<byte> data, ReadOnlySpan<byte> brand)
    {
        ReadOnlySpan<byte> meta = IsoBox.Find(data, "meta"u8);
        ReadOnlySpan<byte> properties = IsoBox.Find(IsoBox.Find(meta.Part(4, meta.Length), "iprp"u8), "ipco"u8);
        uint width = 0;
        uint height = 0;
        for (long at = 0; IsoBox.TryRead(properties, at, out IsoBox box); at = box.End)
        {
            // Thumbnails and the tiles of a grid have sizes of their own: the largest is the image.
            if (properties.IsAt(at + 4, "ispe"u8) && (ulong)properties.U32(box.Start + 4) * properties.U32(box.Start + 8) > (ulong)width * height)
            {
                width = properties.U32(box.Start + 4);
                height = properties.U32(box.Start + 8);
            }
        }

        return new MediaFacts
        {
            Kind = MediaKind.Image,
            Format = brand.StartsWith("avi"u8) ? "AVIF" : "HEIC",
            Width = width <= int.MaxValue ? (int)width : 0,
            Height = height <= int.MaxValue ? (int)height : 0,
        };
    }

    private static MediaFacts ReadMovie(ReadOnlySpan<byte> movie, ReadOnlySpan<byte> brand)
    {
        int width = 0;
        int height = 0;
        bool hasVideo = false;
        bool hasSound = false;
        for (long at = 0; IsoBox.TryRead(movie, at, out IsoBox box); at = box.End)
        {
            if (!movie.IsAt(at + 4, "trak"u8))
            {
                continue;
            }

            ReadOnlySpan<byte> track = movie.Part(box.Start, box.End - box.Start);
            ReadOnlySpan<byte> handler = IsoBox.Find(IsoBox.Find(track, "mdia"u8), "hdlr"u8);
            hasSound |= handler.IsAt(8, "soun"u8);
            if (handler.IsAt(8, "vide"u8) && !hasVideo)
            {
                // 16.16 fixed-point sizes; the longer header of version 1 has 64-bit times.
                ReadOnlySpan<byte> header = IsoBox.Find(track, "tkhd"u8);
                int size = header.U8(0) == 1 ? 88 : 76;
                hasVideo = true;
                width = header.U16(size);
                height = header.U16(size + 4);
            }
        }

        return new MediaFacts
        {
            Kind = hasSound && !hasVideo ? MediaKind.Audio : MediaKind.Video,
            Format = FormatOf(brand),
            Seconds = Seconds(movie),
            HasSound = hasSound,
            Width = width,
            Height = height,
        };
    }

    private static double Seconds(ReadOnlySpan<byte> movie)
    {
        ReadOnlySpan<byte> header = IsoBox.Find(movie, "mvhd"u8);
        bool isLong = header.U8(0) == 1;
        uint scale = header.U32(isLong ? 20 : 12);
        ulong duration = isLong ? header.U64(24) : header.U32(16);
        bool isOpen = duration is 0 or uint.MaxValue or ulong.MaxValue;
        if (isOpen)
        {
            // A fragmented file tells its whole length, if at all, in the extends header.
            ReadOnlySpan<byte> extends = IsoBox.Find(IsoBox.Find(movie, "mvex"u8), "mehd"u8);
            duration = extends.U8(0) == 1 ? extends.U64(4) : extends.U32(4);
        }

        return scale == 0 ? 0 : duration / (double)scale;
    }

    private static string FormatOf(ReadOnlySpan<byte> brand) =>
        brand.StartsWith("qt"u8) ? "MOV"
        : brand.StartsWith("M4A"u8) ? "M4A"
        : brand.StartsWith("3g"u8) ? "3GP"
        : "MP4";
}
