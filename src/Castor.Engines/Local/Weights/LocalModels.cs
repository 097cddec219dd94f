using System.Globalization;
using System.IO.Enumeration;
using System.Text.Json;

namespace Castor.Engines.Local.Weights;

/// <summary>
/// The GGUF files of this machine: those that <c>castor models pull</c> put under the data folder, those that somebody put there by hand,
/// and those that came with Castor. It turns what people call a model into the path of its file.
/// </summary>
/// <param name="folder">The folder of pulled models; it may be missing.</param>
/// <param name="bundled">The folder of the models that came with Castor; null or missing for none.</param>
public sealed class LocalModels(string folder, string? bundled = null)
{
    /// <summary>The folder of pulled models.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>The models of a data folder, and those that came with Castor.</summary>
    public static LocalModels Of(string dataFolder) => new(Path.Combine(dataFolder, "models"), Path.Combine(AppContext.BaseDirectory, "models"));

    /// <summary>Where a file of a repository is kept: below <see cref="Folder"/>, whatever the two are called.</summary>
    /// <param name="repository"><c>OWNER/NAME</c>, or the host and folders of a URL.</param>
    /// <param name="file">The file's path in it, with '/' between segments.</param>
    public string PathOf(string repository, string file)
    {
        string path = Path.GetFullPath(Path.Combine(Folder, SafeName.Path(repository), SafeName.Path(file)));
        return path.StartsWith(Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new LocalModelException($"'{repository}/{file}' is no name for a file.");
    }

    /// <summary>All models, by name.</summary>
    public IReadOnlyList<LocalModel> List() =>
        [.. Read(Folder, isBundled: false).Concat(bundled is null ? [] : Read(bundled, isBundled: true)).OrderBy(m => m.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>What changes whenever a file of <see cref="Folder"/> comes, goes or is written; no file is opened for it.</summary>
    public string Fingerprint()
    {
        try
        {
            return Directory.Exists(Folder)
                ? string.Join('\n', Walk(Folder).Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.FullName} {Length(f)} {f.LastWriteTimeUtc.Ticks}")).Order(StringComparer.Ordinal))
                : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file that is gone between two glances: the next look sees it.
            return e.Message;
        }
    }

    /// <summary>The path of the GGUF file that a name means; of a split model the first file.</summary>
    /// <param name="model">A path, a name of <see cref="List"/>, <c>REPO:QUANT</c>, <c>REPO:FILE</c>, the name of a file, or a short name.</param>
    /// <exception cref="LocalModelException">The name means no model of this machine, or several.</exception>
    public string Resolve(string model) => File.Exists(model) ? FirstPart(Path.GetFullPath(model)) : Find(model).Path;

    /// <summary>The model that a name means.</summary>
    /// <param name="model">As for <see cref="Resolve"/>, a path only where the file lies in one of the folders.</param>
    /// <exception cref="LocalModelException">The name means no model of this machine, or several.</exception>
    public LocalModel Find(string model)
    {
        IReadOnlyList<LocalModel> all = List();
        string name = WithoutHub(model);
        (string subject, string? tag) = Split(name);
        Func<LocalModel, bool>[] tiers =
        [
            m => File.Exists(model) && m.Files.Contains(Path.GetFullPath(model), StringComparer.Ordinal),
            m => Same(m.Name, name),
            m => Same(m.Group, subject) && HasTag(m, tag),
            m => m.Files.Any(f => Same(Path.GetFileName(f), name)) || Same(m.RelativePath, name) || Same(WeightsName.Stem(Path.GetFileName(m.Path)), name),
            m => Same(m.ShortName, subject) && HasTag(m, tag),
        ];
        foreach (Func<LocalModel, bool> tier in tiers)
        {
            LocalModel[] found = [.. all.Where(tier)];
            if (found.Length > 0)
            {
                return found.Length == 1
                    ? found[0]
                    : throw new LocalModelException($"'{model}' can mean {found.Length} models. Name one: {string.Join(", ", found.Select(m => m.Name))}.");
            }
        }

        throw new LocalModelException(Missing(model, name));
    }

    /// <summary>Reads what is kept of where a file came from; null where nothing is.</summary>
    public static PullRecord? ReadRecord(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(RecordPath(path)), PullRecordJsonContext.Default.PullRecord);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps where a file came from.</summary>
    public static void WriteRecord(string path, PullRecord record)
    {
        string target = RecordPath(path);
        string temporary = target + ".new";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(record, PullRecordJsonContext.Default.PullRecord));
        File.Move(temporary, target, overwrite: true);
    }

    /// <summary>Where the record of a file is kept.</summary>
    public static string RecordPath(string path) => path + ".json";

    private static IEnumerable<LocalModel> Read(string folder, bool isBundled)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        FileInfo[] files = [.. Walk(folder).Where(f => Length(f) >= 0)];
        Dictionary<string, FileInfo> byPath = files.ToDictionary(f => f.FullName, StringComparer.Ordinal);
        IEnumerable<LocalModel> models = files
            .Where(f => SplitName.Of(f.FullName) is not { } split || split.Part == 1)
            .Select(f => Describe(folder, f, byPath, isBundled));
        return models.GroupBy(m => m.Group, StringComparer.OrdinalIgnoreCase).SelectMany(Name);
    }

    /// <summary>All GGUF files below a folder. Links to files are followed; one to a folder could lead back to where it is.</summary>
    private static FileSystemEnumerable<FileInfo> Walk(string folder) =>
        new(folder, (ref FileSystemEntry entry) => (FileInfo)entry.ToFileSystemInfo(), new EnumerationOptions { RecurseSubdirectories = true })
        {
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && entry.FileName.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase),
        };

    /// <summary>The length of a file, or of what a link leads to; -1 where that is nothing.</summary>
    private static long Length(FileInfo file) =>
        file.LinkTarget is null ? file.Length
        : file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } target ? target.Length
        : -1;

    private static LocalModel Describe(string folder, FileInfo file, Dictionary<string, FileInfo> byPath, bool isBundled)
    {
        FileInfo[] parts = SplitName.Of(file.FullName) is { } split ? [.. split.All().Where(byPath.ContainsKey).Select(p => byPath[p])] : [file];
        string relative = Path.GetRelativePath(folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
        PullRecord? record = ReadRecord(file.FullName);
        string group = record?.Repository ?? Group(relative, isPulled: record is not null);
        return new LocalModel
        {
            Name = group,
            ShortName = WeightsName.Short(group),
            Group = group,
            RelativePath = relative,
            Path = file.FullName,
            Files = [.. parts.Select(p => p.FullName)],
            Size = parts.Sum(Length),
            Time = record?.PulledTime ?? file.LastWriteTimeUtc,
            Record = record,
            IsBundled = isBundled,
        };
    }

    /// <summary>OWNER/NAME of a repository's file, the folders of a URL's, the file itself where it lies in no folder.</summary>
    private static string Group(string relative, bool isPulled)
    {
        string[] segments = relative.Split('/');
        return segments.Length == 1 ? WeightsName.Stem(relative)
            : string.Join('/', segments[..^1].Take(isPulled ? segments.Length : 2));
    }

    private static IEnumerable<LocalModel> Name(IEnumerable<LocalModel> group)
    {
        LocalModel[] all = [.. group];
        return all.Length == 1 ? all : all.Select(model =>
        {
            string? tag = WeightsName.Quantization(Inside(model));
            bool isTold = tag is not null && all.Count(m => WeightsName.Fits(Inside(m), tag)) == 1;
            return model with { Name = $"{model.Group}:{(isTold ? tag : Path.GetFileName(model.Path))}" };
        });
    }

    private static bool HasTag(LocalModel model, string? tag) =>
        tag is null || Same(Path.GetFileName(model.Path), tag) || Same(model.Record?.File, tag) || WeightsName.Fits(Inside(model), tag);

    /// <summary>The path inside the repository, whose own name may tell a quantisation too.</summary>
    private static string Inside(LocalModel model) =>
        model.RelativePath.StartsWith(model.Group + "/", StringComparison.OrdinalIgnoreCase) ? model.RelativePath[(model.Group.Length + 1)..] : model.RelativePath;

    private static (string Subject, string? Tag) Split(string name) =>
        name.LastIndexOf(':') is var at and > 0 ? (name[..at], name[(at + 1)..]) : (name, null);

    private static string WithoutHub(string name)
    {
        foreach (string prefix in (ReadOnlySpan<string>)["https://", "hf.co/", "huggingface.co/"])
        {
            name = name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? name[prefix.Length..] : name;
        }

        return name;
    }

    private static string FirstPart(string path) => SplitName.Of(path) is { Part: > 1 } split && File.Exists(split.NameOf(1)) ? split.NameOf(1) : path;

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private string Missing(string model, string name) =>
        File.Exists(model) ? $"'{model}' does not lie in {Folder}."
        : name.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase) ? $"There is no file '{model}', and no model with a file of this name in {Folder}."
        : name.Count(c => c == '/') == 1 ? $"There is no model '{model}' in {Folder}. 'castor models pull {model}' gets it."
        : $"There is no model '{model}' in {Folder}. 'castor models list' shows those that are there.";
}
