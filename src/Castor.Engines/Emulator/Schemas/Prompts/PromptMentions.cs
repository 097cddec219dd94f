namespace Castor.Engines.Emulator.Schemas;

/// <summary>Finds phrases in a prompt.</summary>
internal sealed class PromptMentions(string text)
{
    private HashSet<string>? _words;

    /// <summary>Where the prompt names a phrase, in any letter case and with spaces for underscores; -1 where it does not.</summary>
    public int Find(string phrase)
    {
        if (phrase.Length == 0 || !MayContain(phrase))
        {
            return -1;
        }

        int at = FindExactly(phrase);
        return at >= 0 || phrase.AsSpan().IndexOfAny('_', '-') < 0 ? at : FindExactly(phrase.Replace('_', ' ').Replace('-', ' '));
    }

    private int FindExactly(string phrase)
    {
        for (int from = 0; from <= text.Length - phrase.Length;)
        {
            int at = text.IndexOf(phrase, from, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return -1;
            }

            int end = at + phrase.Length;
            bool starts = at == 0 || !IsPartOfWord(text[at - 1]) || !IsPartOfWord(phrase[0]);
            bool ends = end == text.Length || !IsPartOfWord(text[end]) || !IsPartOfWord(phrase[^1]);
            if (starts && ends)
            {
                return at;
            }

            from = at + 1;
        }

        return -1;
    }

    // An enum may have thousands of values: the first word of most is nowhere in the prompt, and that is told fast.
    private bool MayContain(string phrase)
    {
        int end = 0;
        while (end < phrase.Length && char.IsAsciiLetterOrDigit(phrase[end]))
        {
            end++;
        }

        if (end == 0 || (end < phrase.Length && IsPartOfWord(phrase[end])))
        {
            return true;
        }

        _words ??= AsciiWords(text);
        return _words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(phrase.AsSpan(0, end));
    }

    private static HashSet<string> AsciiWords(string text)
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || !char.IsAsciiLetterOrDigit(text[i]))
            {
                if (i > start)
                {
                    words.Add(text[start..i]);
                }

                start = i + 1;
            }
        }

        return words;
    }

    // Scripts without spaces have no ends of words that could be seen.
    private static bool IsPartOfWord(char c) => char.IsAsciiLetterOrDigit(c) || (char.IsLetterOrDigit(c) && c < 0x2E80);
}
