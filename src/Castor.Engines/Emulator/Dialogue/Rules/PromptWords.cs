namespace Castor.Engines.Emulator.Dialogue.Rules;

/// <summary>Reads words off a text.</summary>
internal static class PromptWords
{
    /// <summary>The word at the start of a text, after blanks; empty where something else stands there.</summary>
    public static ReadOnlySpan<char> First(ReadOnlySpan<char> text, out ReadOnlySpan<char> rest)
    {
        ReadOnlySpan<char> trimmed = text.TrimStart(" \t*_");
        int length = 0;
        while (length < trimmed.Length && (char.IsLetterOrDigit(trimmed[length]) || trimmed[length] == '\''))
        {
            length++;
        }

        rest = trimmed[length..];
        return trimmed[..length];
    }

    /// <summary>The number of words in a text.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        int words = 0;
        bool within = false;
        foreach (char c in text)
        {
            bool blank = char.IsWhiteSpace(c);
            words += within || blank ? 0 : 1;
            within = !blank;
        }

        return words;
    }
}
