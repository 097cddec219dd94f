namespace Castor.Engines.Tests.Emulator.Media;

/// <summary>The small real files of tests/fixtures/media.</summary>
internal static class MediaFiles
{
    private static readonly string s_root = Path.Combine(Path.GetDirectoryName(WireSamples.Root)!, "media");

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(s_root, name));

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(s_root).Select(p => Path.GetFileName(p)!).Where(n => !n.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".png" => "image/png",
        ".jpg" => "image/jpeg",
        ".webp" => "image/webp",
        ".gif" => "image/gif",
        ".bmp" => "image/bmp",
        ".wav" => "audio/wav",
        ".aiff" => "audio/aiff",
        ".mp3" => "audio/mp3",
        ".aac" => "audio/aac",
        ".flac" => "audio/flac",
        ".ogg" => "audio/ogg",
        ".m4a" => "audio/m4a",
        ".mp4" => "video/mp4",
        ".mov" => "video/quicktime",
        ".webm" => "video/webm",
        ".avi" => "video/avi",
        ".ogv" => "video/ogg",
        ".flv" => "video/x-flv",
        ".ts" => "video/mpeg",
        _ => "application/pdf",
    };
}
