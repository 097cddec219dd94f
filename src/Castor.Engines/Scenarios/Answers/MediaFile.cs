using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>Reads media that lie beside the scenario files. Nothing outside their folder is ever read, by whatever path or link.</summary>
/// <param name="root">The folder.</param>
internal sealed class MediaFile(string root)
{
    private const long LargestFile = 32 * 1024 * 1024;
    private const int MostLinks = 40;

    private static readonly FrozenDictionary<string, string> s_types = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".webp"] = "image/webp",
        [".gif"] = "image/gif",
        [".wav"] = "audio/wav",
        [".mp3"] = "audio/mp3",
        [".pcm"] = "audio/L16;codec=pcm;rate=24000",
        [".mp4"] = "video/mp4",
        [".pdf"] = "application/pdf",
        [".json"] = "application/json",
        [".txt"] = "text/plain",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The MIME type that a file's name stands for.</summary>
    public static bool TryGetType(string path, [NotNullWhen(true)] out string? type) => s_types.TryGetValue(Path.GetExtension(path), out type);

    /// <summary>Reads a file; <paramref name="problem"/> tells why it cannot be read.</summary>
    public bool TryRead(string path, [NotNullWhen(true)] out byte[]? bytes, [NotNullWhen(false)] out string? problem)
    {
        bytes = null;
        if (path.Length == 0 || path.Contains('\0') || Path.IsPathRooted(path) || path.Split('/', '\\').Contains(".."))
        {
            problem = $"'{path}' is not a path inside the scenario folder";
            return false;
        }

        try
        {
            // Links are followed by hand: the operating system would follow them out of the folder too.
            string? real = Resolve(Path.Combine(root, path));
            string? realRoot = Resolve(root);
            if (real is null || realRoot is null || !real.StartsWith(realRoot.TrimEnd('/') + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                problem = $"'{path}' leads out of the scenario folder";
                return false;
            }

            var file = new FileInfo(real);
            problem = !file.Exists ? $"there is no file '{path}' in the scenario folder"
                : file.Length > LargestFile ? $"'{path}' is larger than {LargestFile >> 20} MiB"
                : null;
            if (problem is not null)
            {
                return false;
            }

            bytes = File.ReadAllBytes(real);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            problem = $"'{path}' cannot be read: {exception.Message}";
            return false;
        }
    }

    /// <summary>The path without links; null where links go in circles.</summary>
    private static string? Resolve(string path)
    {
        string full = Path.GetFullPath(path);
        string at = Path.GetPathRoot(full)!;
        var steps = new Stack<string>(full[at.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse());
        int links = 0;
        while (steps.TryPop(out string? step))
        {
            string next = Path.Combine(at, step);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                at = next;
                continue;
            }

            if (++links > MostLinks)
            {
                return null;
            }

            string full2 = Path.GetFullPath(target, at);
            at = Path.GetPathRoot(full2)!;
            foreach (string part in full2[at.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse())
            {
                steps.Push(part);
            }
        }

        return at;
    }
}
