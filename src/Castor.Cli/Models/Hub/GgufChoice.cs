using Castor.Engines.Local.Weights;

namespace Castor.Cli.Models.Hub;

/// <summary>Picks the files that a reference means out of those of a repository.</summary>
internal static class GgufChoice
{
    /// <summary>The one file, or all parts of the one split set, in order.</summary>
    /// <exception cref="PullException">No file fits, several do, or a part is missing.</exception>
    public static IReadOnlyList<HubFile> Pick(ModelReference reference, IReadOnlyList<HubFile> files)
    {
        HubFile[] all = [.. files.Where(f => f.Path.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase))];
        HubFile[] models = [.. all.Where(f => WeightsName.IsModel(f.Path))];
        if (all.Length == 0)
        {
            throw new PullException($"{reference.Repository} has no GGUF file. Look for a repository of the same model whose name ends with GGUF.");
        }

        HubFile[] found = reference.Selector is not { } selector ? models
            : selector.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase) ? Named(all, selector)
            : [.. models.Where(f => WeightsName.Fits(f.Path, selector))];
        HubFile[][] sets = [.. found.GroupBy(Key, StringComparer.Ordinal).Select(set => set.OrderBy(f => f.Path, StringComparer.Ordinal).ToArray())];
        return sets switch
        {
            [] when reference.Selector is null => throw new PullException(List($"{reference.Repository} has no file that is a language model by itself. It has", reference, all)),
            [] => throw new PullException(List($"No file of {reference.Repository} fits '{reference.Selector}'. It has", reference, models.Length == 0 ? all : models)),
            [var set] => Whole(reference, set, all),
            _ => throw new PullException(List($"{sets.Length} models of {reference.Repository} fit{(reference.Selector is { } s ? $" '{s}'" : "")}. Name one", reference, found)) { IsMisuse = true },
        };
    }

    private static HubFile[] Named(HubFile[] files, string name) =>
        Array.FindAll(files, f => string.Equals(f.Path, name, StringComparison.OrdinalIgnoreCase)) is { Length: > 0 } exact
            ? exact
            : Array.FindAll(files, f => f.Path.EndsWith("/" + name, StringComparison.OrdinalIgnoreCase));

    private static string Key(HubFile file) => SplitName.Of(file.Path) is { } split ? split.NameOf(1) : file.Path;

    /// <summary>The whole set that some of its parts were found of.</summary>
    private static HubFile[] Whole(ModelReference reference, HubFile[] found, HubFile[] all)
    {
        if (SplitName.Of(found[0].Path) is not { } split)
        {
            return found;
        }

        return [.. split.All().Select(name => Array.Find(all, f => f.Path == name)
            ?? throw new PullException($"{reference.Repository} lacks '{name}', without which the other parts are no use."))];
    }

    private static string List(string beginning, ModelReference reference, HubFile[] files)
    {
        (string Name, long Size, string File)[] rows = [.. files
            .GroupBy(Key, StringComparer.Ordinal)
            .Select(set => (Name: Name(reference, set.Key, files), Size: set.Sum(f => f.Size), File: set.Key + (set.Count() > 1 ? $" and {set.Count() - 1} more" : "")))
            .OrderBy(row => row.Size)];
        int width = rows.Max(row => row.Name.Length);
        return $"{beginning}:\n{string.Join('\n', rows.Select(row => $"  {row.Name.PadRight(width)}  {ByteSize.Text(row.Size),8}  {row.File}"))}";
    }

    /// <summary>The shortest reference that means a file alone.</summary>
    private static string Name(ModelReference reference, string file, HubFile[] files)
    {
        bool isTold = WeightsName.Quantization(file) is { } tag
            && WeightsName.IsModel(file)
            && files.Where(f => WeightsName.IsModel(f.Path) && WeightsName.Fits(f.Path, tag)).Select(Key).Distinct().Count() == 1;
        return $"{reference.Repository}:{(isTold ? WeightsName.Quantization(file) : file)}";
    }
}
