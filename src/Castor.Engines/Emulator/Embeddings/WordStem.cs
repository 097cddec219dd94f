namespace Castor.Engines.Emulator.Embeddings;

/// <summary>A light stemmer: small letters, no accents, no common English endings.</summary>
internal static class WordStem
{
    /// <summary>The longest stem; longer words are cut.</summary>
    public const int MaxLength = 40;

    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ";
    private const string Plain = "aaaaaaceeeeiiiinoooooouuuuyy";

    /// <summary>Writes the stem of a word into a buffer and returns the part that it took.</summary>
    public static ReadOnlySpan<char> Write(ReadOnlySpan<char> word, Span<char> buffer)
    {
        int length = Math.Min(word.Length, MaxLength);
        for (int i = 0; i < length; i++)
        {
            char c = char.ToLowerInvariant(word[i]);
            int accent = c < 'à' ? -1 : Accented.IndexOf(c, StringComparison.Ordinal);
            buffer[i] = accent < 0 ? c : Plain[accent];
        }

        return buffer[..Shorten(buffer[..length])];
    }

    private static int Shorten(ReadOnlySpan<char> word)
    {
        int length = word.Length;
        if (length > 4 && word.EndsWith("ies"))
        {
            return length - 2;
        }

        if (length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i'))
        {
            length--;
        }

        ReadOnlySpan<char> stem = word[..length];
        int cut = length > 5 && stem.EndsWith("ing") ? 3 : length > 4 && stem.EndsWith("ed") ? 2 : length > 5 && stem.EndsWith("ly") ? 2 : 0;
        length -= cut;
        stem = word[..length];
        if (cut > 0 && length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'e'))
        {
            length--;
        }

        return length > 3 && word[length - 1] == 'e' ? length - 1 : length;
    }
}
