namespace Castor.Engines.Emulator.Schemas;

/// <summary>Splits names of programs into words.</summary>
internal static class NameWords
{
    /// <summary>The words of a snake_case, kebab-case or camelCase name, in small letters.</summary>
    public static IReadOnlyList<string> Split(string name)
    {
        var words = new List<string>();
        int start = 0;
        for (int i = 0; i <= name.Length; i++)
        {
            bool ends = i == name.Length || !char.IsLetterOrDigit(name[i]) || (i > start && StartsWord(name, i));
            if (!ends)
            {
                continue;
            }

            if (i > start)
            {
                words.Add(name[start..i].ToLowerInvariant());
            }

            start = i < name.Length && !char.IsLetterOrDigit(name[i]) ? i + 1 : i;
        }

        return words;
    }

    /// <summary>The singular of a word, as far as its ending tells.</summary>
    public static string Singular(string word) =>
        word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3] + "y"
        : word.Length > 2 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1]
        : word;

    /// <summary>The stems of words.</summary>
    public static IReadOnlyList<string> Stems(IReadOnlyList<string> words)
    {
        string[] stems = new string[words.Count];
        for (int i = 0; i < stems.Length; i++)
        {
            stems[i] = English.Stem(words[i]);
        }

        return stems;
    }

    // A capital after a small letter, and the last capital of a run before a small letter: "parseHTMLText" is parse, HTML, Text.
    private static bool StartsWord(string name, int i) =>
        char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
}
