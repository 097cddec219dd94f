using System.Globalization;
using Castor.Engines.Emulator.Media.Formats;

namespace Castor.Engines.Emulator.Media;

/// <summary>What the headers of a media file tell: its kind, size, duration and pages.</summary>
public sealed record MediaFacts
{
    /// <summary>What the file holds.</summary>
    public required MediaKind Kind { get; init; }

    /// <summary>The name of the format, such as <c>PNG</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The width in pixels; 0 where the file has or tells none.</summary>
    public int Width { get; init; }

    /// <summary>The height in pixels; 0 where the file has or tells none.</summary>
    public int Height { get; init; }

    /// <summary>The duration in seconds; 0 where the file has or tells none.</summary>
    public double Seconds { get; init; }

    /// <summary>Whether a video has sound.</summary>
    public bool HasSound { get; init; }

    /// <summary>The pages of a document.</summary>
    public int Pages { get; init; }

    /// <summary>
    /// Reads the facts off the bytes themselves. False where the bytes are no format that is known here (the facts are
    /// null then), or one of another kind than the declared type (then they tell what it is). An image under the name of
    /// another image type is taken, as the service takes it.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> data, string mimeType, out MediaFacts facts)
    {
        // A text may begin as anything else does: the byte-order mark of UTF-16 is a frame of MPEG audio, too.
        MediaFacts? read = IsText(mimeType) ? null : Sniff(data, mimeType);
        facts = read!;
        return read is not null && Fits(read.Kind, mimeType);
    }

    /// <summary>Whether files of the type are read as the text that they hold.</summary>
    internal static bool IsText(string mimeType) =>
        IsType(mimeType, "text/") || IsType(mimeType, "application/json") || IsType(mimeType, "application/x-javascript")
        || IsType(mimeType, "application/x-python") || IsType(mimeType, "application/rtf") || IsType(mimeType, "application/xml");

    /// <summary>Whether a type, with its parameters or without, begins so.</summary>
    internal static bool IsType(string mimeType, string start) => mimeType.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    /// <summary>The facts in a few English words, such as <c>PNG image, 640x480</c>.</summary>
    public string Describe()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        string kind = Kind switch
        {
            MediaKind.Image => "image",
            MediaKind.Audio => "audio",
            MediaKind.Video => "video",
            _ => "document",
        };
        string text = $"{Format} {kind}";
        text += Width > 0 && Height > 0 ? string.Create(culture, $", {Width}x{Height}") : "";
        text += Seconds > 0 ? string.Create(culture, $", {Seconds:0.0} s") : "";
        text += Kind == MediaKind.Document ? string.Create(culture, $", {Pages} {(Pages == 1 ? "page" : "pages")}") : "";
        return text;
    }

    private static MediaFacts? Sniff(ReadOnlySpan<byte> data, string mimeType) =>
        PngFormat.Read(data)
        ?? JpegFormat.Read(data)
        ?? RiffFormat.Read(data)
        ?? SmallImageFormat.Read(data)
        ?? PdfFormat.Read(data)
        ?? IsoMediaFormat.Read(data)
        ?? MatroskaFormat.Read(data)
        ?? OggFormat.Read(data)
        ?? FlacFormat.Read(data)
        ?? AiffFormat.Read(data)
        ?? MpegAudioFormat.Read(data)
        ?? RawAudioFormat.Read(data, mimeType)
        ?? OpaqueVideoFormat.Read(data);

    private static bool Fits(MediaKind kind, string mimeType) => kind switch
    {
        MediaKind.Image => IsType(mimeType, "image/"),
        MediaKind.Document => IsType(mimeType, "application/pdf") || IsType(mimeType, "application/x-pdf"),
        // The containers are the same for sound alone; a type that names neither is left to the bytes.
        _ => !IsType(mimeType, "image/") && !IsType(mimeType, "application/pdf"),
    };
}
