using System.Text.RegularExpressions;

namespace Castor.Engines.Local.Weights;

/// <summary>What the names of repositories and files tell of the weights in them.</summary>
public static partial class WeightsName
{
    // bartowski puts the owner of the original before the name: google_gemma-3-4b-it-GGUF.
    private const string OriginalOwner = "google_";

    private static readonly string[] s_companions = ["mmproj", "imatrix", "mtp-", "eagle3-", "dflash-", "dspark-"];

    /// <summary>
    /// Whether a file holds a language model by itself; others go along with one: projectors of images (<c>mmproj</c>), drafters and
    /// tables of importance.
    /// </summary>
    public static bool IsModel(string file)
    {
        string name = file[(file.LastIndexOf('/') + 1)..];
        return name.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase)
            && !s_companions.Any(c => name.Contains(c, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The quantisation that the name of a file or of its folder tells, in capitals, such as <c>Q4_K_M</c> or <c>UD-Q4_K_XL</c>; null for none.</summary>
    public static string? Quantization(string file)
    {
        // The parts of a split set often lie in a folder of that name.
        return QuantizationPattern().Matches(Stem(file)).LastOrDefault()?.Groups[1].Value.ToUpperInvariant();
    }

    /// <summary>
    /// Whether <c>REPO:TAG</c> means a file: its name, or a folder that it lies in, has the tag as a word of its own. No word goes on with
    /// '_', so that <c>Q4_K</c> is not <c>Q4_K_M</c>.
    /// </summary>
    public static bool Fits(string file, string tag)
    {
        if (tag.Length == 0)
        {
            return false;
        }

        string stem = Stem(file);
        for (int at = stem.IndexOf(tag, StringComparison.OrdinalIgnoreCase); at >= 0; at = stem.IndexOf(tag, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            int end = at + tag.Length;
            if ((at == 0 || stem[at - 1] is '-' or '.' or '_' or '/') && (end == stem.Length || stem[end] is '-' or '.' or '/'))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// What people call a model: the repository's name without its owner and without what tells of the packing, such as
    /// <c>gemma-3-1b-it</c> for <c>google/gemma-3-1b-it-qat-q4_0-gguf</c> and for <c>bartowski/google_gemma-3-1b-it-GGUF</c>.
    /// </summary>
    public static string Short(string repository)
    {
        string name = repository[(repository.LastIndexOf('/') + 1)..];
        name = name.StartsWith(OriginalOwner, StringComparison.OrdinalIgnoreCase) ? name[OriginalOwner.Length..] : name;
        string before;
        do
        {
            before = name;
            name = PackingPattern().Replace(name, "");
        }
        while (name != before);
        return name.ToLowerInvariant();
    }

    /// <summary>A file's name without <c>.gguf</c> and without the numbers of a split set.</summary>
    internal static string Stem(string file) =>
        SplitName.Of(file)?.Prefix ?? (file.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase) ? file[..^5] : file);

    [GeneratedRegex(@"(?:^|[-._/])((?:UD-)?(?:I?Q[1-8](?:_[0-9A-Z]+)*|BF16|F16|F32|MXFP4(?:_MOE)?|NVFP4|TQ[12]_0))(?=$|[-./])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex QuantizationPattern();

    [GeneratedRegex(@"[-._](?:gguf|qat|(?:UD-)?I?Q[1-8](?:_[0-9A-Z]+)*|BF16|F16|F32)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PackingPattern();
}
