using System.Globalization;
using System.Text.RegularExpressions;

namespace Castor.Inference.Gguf;

/// <summary>A GGUF file, memory-mapped, with every count, size and offset in it checked. A split file is opened by its first part.</summary>
/// <remarks>The file must not be cut while it is open: reading beyond the new end stops the process.</remarks>
public sealed partial class GgufFile : IDisposable
{
    private const string SplitNumber = "split.no";
    private const string SplitCount = "split.count";
    private const string SplitTensors = "split.tensors.count";

    private readonly List<GgufMemory> _parts = [];

    private GgufFile(string path, Func<string, GgufMemory> map)
    {
        Path = path;
        try
        {
            GgufPart first = Read(path, map);
            Metadata = first.Metadata;
            int count = Metadata.GetInt32(SplitCount, 1);
            Tensors = count > 1 ? Join(first, count, map) : Named(first.Tensors);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The path that was opened: the first part's, where the file is split.</summary>
    public string Path { get; }

    /// <summary>The metadata: the first part's, where the file is split.</summary>
    public GgufMetadata Metadata { get; }

    /// <summary>The tensors of all parts by name.</summary>
    public IReadOnlyDictionary<string, GgufTensor> Tensors { get; }

    /// <summary>The bytes of all parts.</summary>
    public long FileSize => _parts.Sum(p => p.Length);

    /// <summary>Opens a file and checks all of it but the elements of its tensors.</summary>
    /// <exception cref="GgufException">This is no GGUF file, it is damaged, or of a kind that Castor does not run.</exception>
    /// <exception cref="IOException">The file, or a part of it, is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static GgufFile Open(string path) => new(path, GgufMemory.Map);

    /// <summary>Opens files that lie in memory.</summary>
    /// <param name="path">What the first part is called.</param>
    /// <param name="map">The bytes of a part.</param>
    internal static GgufFile Open(string path, Func<string, GgufMemory> map) => new(path, map);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (GgufMemory part in _parts)
        {
            part.Dispose();
        }
    }

    [GeneratedRegex("^(?<stem>.*)-(?<number>[0-9]{5})-of-(?<count>[0-9]{5})\\.gguf$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex SplitName();

    private GgufPart Read(string path, Func<string, GgufMemory> map)
    {
        GgufMemory memory = map(path);
        _parts.Add(memory);
        return GgufPart.Read(memory);
    }

    private Dictionary<string, GgufTensor> Join(GgufPart first, int count, Func<string, GgufMemory> map)
    {
        int number = Metadata.GetInt32(SplitNumber, 0);
        Match name = SplitName().Match(Path);
        if (!name.Success || int.Parse(name.Groups["count"].ValueSpan, CultureInfo.InvariantCulture) != count)
        {
            throw new GgufException($"{Path}: this is part {number + 1L} of {count}, so its name has to end with -00001-of-{count:D5}.gguf for the others to be found.");
        }

        string stem = name.Groups["stem"].Value;
        if (number != 0 || name.Groups["number"].Value != "00001")
        {
            throw new GgufException($"{Path}: this is not the first part of {count}; open {PartPath(stem, 0, count)}.");
        }

        List<GgufTensor> tensors = [.. first.Tensors];
        for (int i = 1; i < count; i++)
        {
            tensors.AddRange(ReadPart(PartPath(stem, i, count), i, count, map).Tensors);
        }

        int told = Metadata.GetInt32(SplitTensors, tensors.Count);
        return told == tensors.Count
            ? Named(tensors)
            : throw new GgufException($"{Path}: '{SplitTensors}' tells {told} tensors and the {count} parts have {tensors.Count}.");
    }

    private GgufPart ReadPart(string path, int number, int count, Func<string, GgufMemory> map)
    {
        GgufPart part;
        try
        {
            part = Read(path, map);
        }
        catch (FileNotFoundException exception)
        {
            throw new GgufException($"{path}: part {number + 1} of {count} is missing.", exception);
        }

        int toldNumber = part.Metadata.GetInt32(SplitNumber);
        int toldCount = part.Metadata.GetInt32(SplitCount);
        return toldNumber == number && toldCount == count
            ? part
            : throw new GgufException($"{path}: part {number + 1} of {count} is expected here, and the file says it is part {toldNumber + 1L} of {toldCount}.");
    }

    private Dictionary<string, GgufTensor> Named(IReadOnlyList<GgufTensor> tensors)
    {
        var named = new Dictionary<string, GgufTensor>(tensors.Count, StringComparer.Ordinal);
        foreach (GgufTensor tensor in tensors)
        {
            if (!named.TryAdd(tensor.Name, tensor))
            {
                throw new GgufException($"{Path}: tensor {GgufReader.Quote(tensor.Name)} is in two parts.");
            }
        }

        return named;
    }

    private static string PartPath(string stem, int number, int count) => $"{stem}-{number + 1:D5}-of-{count:D5}.gguf";
}
