using System.Globalization;
using System.Text.RegularExpressions;

namespace Castor.Engines.Local.Weights;

/// <summary>The name of one part of a model that is split over several files: <c>PREFIX-00001-of-00003.gguf</c>, as llama.cpp writes it.</summary>
/// <param name="Prefix">What comes before the numbers, folders included.</param>
/// <param name="Part">Which part, from 1.</param>
/// <param name="Parts">How many there are.</param>
public readonly partial record struct SplitName(string Prefix, int Part, int Parts)
{
    /// <summary>Takes a name apart; null for a file that is no part of a set.</summary>
    public static SplitName? Of(string path)
    {
        Match match = Pattern().Match(path);
        if (!match.Success)
        {
            return null;
        }

        int part = int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
        int parts = int.Parse(match.Groups[3].ValueSpan, CultureInfo.InvariantCulture);
        return part >= 1 && part <= parts ? new SplitName(match.Groups[1].Value, part, parts) : null;
    }

    /// <summary>The name of another part of the same set.</summary>
    public string NameOf(int part) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}-{part:00000}-of-{Parts:00000}.gguf");

    /// <summary>The names of all parts, in order.</summary>
    public IEnumerable<string> All()
    {
        SplitName self = this;
        return Enumerable.Range(1, Parts).Select(self.NameOf);
    }

    [GeneratedRegex(@"^(.+)-([0-9]{5})-of-([0-9]{5})\.gguf$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
