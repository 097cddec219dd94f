using System.Globalization;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>Reads numbers as people write them.</summary>
internal static class PromptNumbers
{
    private static readonly string[] s_words =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>Reads digits with an optional sign, fraction and thousands separators.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out decimal value) => decimal.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out value);

    /// <summary>Reads a number word from two to twelve: "one" is too often a pronoun, "zero" too often a figure of speech.</summary>
    public static bool TryParseWord(string word, out decimal value)
    {
        int index = Array.IndexOf(s_words, word.ToLowerInvariant());
        value = index;
        return index >= 2;
    }
}
