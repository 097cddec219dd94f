using System.Buffers;
using System.Globalization;

namespace Castor.Engines.Emulator.Dialogue.Rules;

/// <summary>Reads numbers in digits or in English words.</summary>
internal static class NumberWords
{
    private static readonly string[] s_counted =
    [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
        "seventeen", "eighteen", "nineteen", "twenty",
    ];

    private static readonly WordTable s_words = Collect();

    private static readonly SearchValues<string> s_signs = SearchValues.Create(
        [.. s_counted, "single", "thirty", "forty", "fifty", "hundred"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text may hold a number; false is certain.</summary>
    public static bool MayBeIn(ReadOnlySpan<char> text) =>
        text.ContainsAnyInRange('0', '9') || text.ContainsAny(s_signs) || text.ContainsAnyExceptInRange('\0', '\u007F');

    /// <summary>Reads a whole number.</summary>
    public static bool TryRead(ReadOnlySpan<char> word, out int number)
    {
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            return true;
        }

        number = s_words.Find(word);
        return number != 0;
    }

    private static WordTable Collect()
    {
        var words = new WordTable();
        for (int i = 0; i < s_counted.Length; i++)
        {
            words.Add(s_counted[i], i + 1);
        }

        words.Add("single", 1);
        words.Add("thirty", 30);
        words.Add("forty", 40);
        words.Add("fifty", 50);
        words.Add("hundred", 100);
        return words;
    }
}
