namespace Castor.Engines.Scenarios.Yaml;

/// <summary>Finds what a misspelt name was meant to be.</summary>
internal static class Spelling
{
    /// <summary>A hint such as <c>; did you mean 'text'?</c>, or the list of names where none is near.</summary>
    public static string Hint(string name, IEnumerable<string> known)
    {
        string[] names = [.. known.Distinct(StringComparer.Ordinal)];
        string? nearest = Nearest(name, names);
        return nearest is not null ? $"; did you mean '{nearest}'?"
            : names.Length == 0 ? ""
            : $"; expected one of {string.Join(", ", names)}";
    }

    /// <summary>The nearest name, if one is near enough.</summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        string wanted = Fold(name);
        string? nearest = null;
        int least = int.MaxValue;
        foreach (string candidate in known)
        {
            string folded = Fold(candidate);
            int distance = folded == wanted ? 0 : Distance(wanted, folded);
            if (distance < least && distance <= Math.Max(1, Math.Min(wanted.Length, folded.Length) / 3))
            {
                least = distance;
                nearest = candidate;
            }
        }

        return nearest;
    }

    private static string Fold(string name) => name.Length > 64 ? name[..64] : name.Replace("_", "").Replace("-", "").ToLowerInvariant();

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours.</summary>
    private static int Distance(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (int j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
