using System.Buffers;
using System.Text;
using Castor.Engines.Catalog;
using Castor.Engines.Emulator.Tokens;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Media;

/// <summary>The tokens of one piece of media, by modality: a video with sound has two. <c>docs/tokens.md</c> tells the rule.</summary>
internal readonly record struct MediaTokens(int Text, int Image, int Video, int Audio, int Document)
{
    private const int AudioSecond = 32;
    private const int SmallSide = 384;
    private const double LeastCrop = 256;
    private const double LargestCrop = 768;
    private const double CropsOfShortSide = 1.5;
    private const double UnknownSeconds = 60;
    private const double AudioBytesPerSecond = 16_000;
    private const double VideoBytesPerSecond = 250_000;
    private const int TextBlock = 32 * 1024;

    /// <summary>Counts a part's media; bytes that are absent (a file by URI) or unreadable count by the documented guess.</summary>
    public static MediaTokens Count(
        ReadOnlyMemory<byte> data, string mimeType, Part part, MediaResolution? resolution, ModelEntry model, ServiceTwin twin)
    {
        MediaCosts costs = MediaCosts.Of(model);
        if (MediaFacts.IsText(mimeType))
        {
            return new MediaTokens(CountText(data.Span), 0, 0, 0, 0);
        }

        if (!MediaFacts.TryRead(data.Span, mimeType, out MediaFacts facts))
        {
            facts = Guess(data.Length, mimeType);
        }

        int level = Level(part.MediaResolution, resolution);
        int? asked = part.MediaResolution?.NumTokens;
        switch (facts.Kind)
        {
            case MediaKind.Image:
                return new MediaTokens(0, asked ?? (costs.Image[level] * Tiles(facts, costs, level, twin)), 0, 0, 0);
            case MediaKind.Audio:
                return new MediaTokens(0, 0, 0, Seconds(facts.Seconds, AudioSecond), 0);
            case MediaKind.Video:
                return CountVideo(facts, part.VideoMetadata, costs, level);
            default:
                int pages = costs.Page[level] * facts.Pages;
                return costs.PagesAreImages ? new MediaTokens(0, pages, 0, 0, 0) : new MediaTokens(0, 0, 0, 0, pages);
        }
    }

    /// <summary>
    /// Tiles of an image: none is cut up to 384 pixels a side. Larger ones are cut by a square of the short side over
    /// 1.5, from 256 to 768 pixels, and every square begun is a tile.
    /// </summary>
    public static int Tiles(int width, int height)
    {
        if (width <= SmallSide && height <= SmallSide)
        {
            return 1;
        }

        double crop = Math.Clamp(Math.Floor(Math.Min(width, height) / CropsOfShortSide), LeastCrop, LargestCrop);
        return (int)Math.Min(Math.Ceiling(width / crop) * Math.Ceiling(height / crop), 10_000);
    }

    private static int Tiles(MediaFacts facts, MediaCosts costs, int level, ServiceTwin twin)
    {
        if (twin == ServiceTwin.Vertex && level == 0 && costs.TilesOnVertex)
        {
            // Vertex AI has the model see the image as a whole besides: 1,806 tokens are recorded for one of 700 x 1003 pixels.
            int tiles = Tiles(facts.Width, facts.Height);
            return tiles == 1 ? 1 : tiles + 1;
        }

        bool tiled = level == 0 ? costs.TilesImages : level >= 3 && costs.TilesHighImages;
        return tiled ? Tiles(facts.Width, facts.Height) : 1;
    }

    private static MediaTokens CountVideo(MediaFacts facts, VideoMetadata? clip, MediaCosts costs, int level)
    {
        double whole = facts.Seconds > 0 ? facts.Seconds : UnknownSeconds;
        double start = Math.Clamp(clip?.StartOffset?.ToTimeSpan().TotalSeconds ?? 0, 0, whole);
        double end = Math.Clamp(clip?.EndOffset?.ToTimeSpan().TotalSeconds ?? whole, start, whole);
        double seconds = end - start;
        double fps = clip?.Fps is > 0 and <= 24 and double asked ? asked : 1;
        double frames = Math.Max(1, Math.Ceiling(seconds * fps));
        double video = (frames * costs.Frame[level]) + (Math.Ceiling(seconds) * costs.VideoSecond);
        return new MediaTokens(0, 0, (int)Math.Min(video, int.MaxValue / 8), facts.HasSound ? Seconds(seconds, AudioSecond) : 0, 0);
    }

    private static int Seconds(double seconds, int tokens) => (int)Math.Clamp(Math.Round(seconds * tokens), 1, int.MaxValue / 8);

    /// <summary>0 where nothing is set, then LOW, MEDIUM, HIGH, ULTRA_HIGH; the part's own level wins.</summary>
    private static int Level(PartMediaResolution? ofPart, MediaResolution? ofRequest) => (ofPart?.Level?.Value ?? ofRequest?.Value) switch
    {
        "MEDIA_RESOLUTION_LOW" => 1,
        "MEDIA_RESOLUTION_MEDIUM" => 2,
        "MEDIA_RESOLUTION_HIGH" => 3,
        "MEDIA_RESOLUTION_ULTRA_HIGH" => 4,
        _ => 0,
    };

    private static MediaFacts Guess(int length, string mimeType)
    {
        MediaKind kind = MediaFacts.IsType(mimeType, "image/") ? MediaKind.Image
            : MediaFacts.IsType(mimeType, "audio/") ? MediaKind.Audio
            : MediaFacts.IsType(mimeType, "video/") ? MediaKind.Video
            : MediaKind.Document;
        double rate = kind == MediaKind.Audio ? AudioBytesPerSecond : VideoBytesPerSecond;
        return new MediaFacts
        {
            Kind = kind,
            Format = "Unknown",
            Width = SmallSide,
            Height = SmallSide,
            Seconds = length == 0 ? UnknownSeconds : Math.Max(1, length / rate),
            HasSound = kind == MediaKind.Video,
            Pages = 1,
        };
    }

    /// <summary>Counts a text block by block; a token that a block's end cuts counts twice. It is UTF-8 unless its byte-order mark says UTF-16.</summary>
    private static int CountText(ReadOnlySpan<byte> text)
    {
        Encoding encoding = text.StartsWith(Encoding.Unicode.Preamble) ? Encoding.Unicode
            : text.StartsWith(Encoding.BigEndianUnicode.Preamble) ? Encoding.BigEndianUnicode
            : Encoding.UTF8;
        text = text.StartsWith(encoding.Preamble) ? text[encoding.Preamble.Length..] : text;
        char[] chars = ArrayPool<char>.Shared.Rent(TextBlock);
        Decoder decoder = encoding.GetDecoder();
        int count = 0;
        while (!text.IsEmpty)
        {
            decoder.Convert(text, chars, flush: text.Length <= TextBlock / 2, out int bytesUsed, out int charsUsed, out _);
            count += TextTokens.Count(chars.AsSpan(0, charsUsed));
            text = text[bytesUsed..];
        }

        ArrayPool<char>.Shared.Return(chars);
        return count;
    }
}
