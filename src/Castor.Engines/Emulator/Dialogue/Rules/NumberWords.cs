using System.Buffers;
using System.Globalization;

namespace Castor.Engines.Emulator.Dialogue.Rules;

/// <summary>Reads numbers in digits or in English words.</summary>
internal static class NumberWords
{
    private static readonly Dictionary<string, int> s_numbers = new()
    {
        ["one"] = 1,
        ["single"] = 1,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["eleven"] = 11,
        ["twelve"] = 12,
        ["thirteen"] = 13,
        ["fourteen"] = 14,
        ["fifteen"] = 15,
        ["sixteen"] = 16,
        ["seventeen"] = 17,
        ["eighteen"] = 18,
        ["nineteen"] = 19,
        ["twenty"] = 20,
        ["thirty"] = 30,
        ["forty"] = 40,
        ["fifty"] = 50,
        ["hundred"] = 100,
    };

    private static readonly WordTable<int> s_words = new(s_numbers);
    private static readonly SearchValues<string> s_signs = SearchValues.Create([.. s_numbers.Keys], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text may hold a number; false is certain.</summary>
    public static bool MayBeIn(ReadOnlySpan<char> text) =>
        text.ContainsAnyInRange('0', '9') || text.ContainsAny(s_signs) || text.ContainsAnyExceptInRange('\0', '\u007F');

    /// <summary>Reads a whole number.</summary>
    public static bool TryRead(ReadOnlySpan<char> word, out int number) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number) || s_words.TryGetValue(word, out number);
}
