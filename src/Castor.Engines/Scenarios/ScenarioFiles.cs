using Castor.Engines.Emulator;

namespace Castor.Engines.Scenarios;

/// <summary>The files of a scenario folder.</summary>
internal static class ScenarioFiles
{
    private const int MostFiles = 5_000;
    private const int Deepest = 8;

    public static bool IsScenarioFile(string path) =>
        path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    /// <summary>All files, sorted by their path; hidden ones are left out, and links to folders are not followed.</summary>
    public static IReadOnlyList<string> Find(string folder, out string? problem)
    {
        var found = new List<string>();
        problem = null;
        try
        {
            problem = Walk(new DirectoryInfo(folder), found, 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = $"the folder cannot be read: {exception.Message}";
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    /// <summary>A number that changes when a file comes, goes or is written.</summary>
    public static ulong Stamp(string folder)
    {
        var hash = new StableHash();
        IReadOnlyList<string> paths = Find(folder, out string? problem);
        foreach (string path in paths)
        {
            FileInfo real = Behind(path);
            hash.Add(path);
            hash.Add(real.Exists ? (ulong)real.LastWriteTimeUtc.Ticks : 0);
            hash.Add(real.Exists ? (ulong)real.Length : 0);
        }

        hash.Add(problem);
        return hash.Value;
    }

    private static FileInfo Behind(string path)
    {
        var file = new FileInfo(path);
        try
        {
            return file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A link that leads in a circle, or is gone by now: whoever reads the file tells of it.
            return file;
        }
    }

    private static string? Walk(DirectoryInfo folder, List<string> found, int depth)
    {
        foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            if (entry.Name.StartsWith('.') || entry.Name.EndsWith('~'))
            {
                continue;
            }

            if (entry is FileInfo)
            {
                found.Add(entry.FullName);
            }
            else if (entry is DirectoryInfo inner && entry.LinkTarget is null && depth < Deepest && Walk(inner, found, depth + 1) is { } problem)
            {
                return problem;
            }

            if (found.Count > MostFiles)
            {
                return $"more than {MostFiles} files; is this a folder of scenarios?";
            }
        }

        return null;
    }
}
