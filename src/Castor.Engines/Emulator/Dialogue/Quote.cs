namespace Castor.Engines.Emulator.Dialogue;

/// <summary>Quotes what others said: on one line, and shortened in the middle where it is long.</summary>
internal static class Quote
{
    private const string Gap = " … ";

    /// <summary>Appends the text, at most about so many chars of it, whatever its length.</summary>
    public static void Append(TextBuffer output, ReadOnlySpan<char> text, int limit)
    {
        text = text.Trim();
        if (text.Length <= limit)
        {
            AppendOnOneLine(output, text);
            return;
        }

        int head = WordEnd(text, limit * 2 / 3);
        int tail = WordStart(text, text.Length - (limit / 3));
        AppendOnOneLine(output, text[..head]);
        output.Append(Gap);
        AppendOnOneLine(output, text[tail..]);
    }

    private static void AppendOnOneLine(TextBuffer output, ReadOnlySpan<char> text)
    {
        while (true)
        {
            int control = text.IndexOfAnyInRange('\0', '\x1F');
            if (control < 0)
            {
                output.Append(text);
                return;
            }

            output.Append(text[..control]);
            text = text[control..].TrimStart();
            if (!text.IsEmpty && char.IsControl(text[0]))
            {
                text = text[1..];
            }

            output.Append(' ');
        }
    }

    /// <summary>The end of the last whole word before an index; the index where the word is too long, but never within a surrogate pair.</summary>
    private static int WordEnd(ReadOnlySpan<char> text, int index)
    {
        int space = text[..index].LastIndexOf(' ');
        if (space > index / 2)
        {
            return space;
        }

        return char.IsHighSurrogate(text[index - 1]) ? index - 1 : index;
    }

    private static int WordStart(ReadOnlySpan<char> text, int index)
    {
        int space = text[index..].IndexOf(' ');
        if (space >= 0 && space < (text.Length - index) / 2)
        {
            return index + space + 1;
        }

        return char.IsLowSurrogate(text[index]) ? index + 1 : index;
    }
}
