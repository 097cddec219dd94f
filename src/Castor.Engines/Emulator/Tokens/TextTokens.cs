namespace Castor.Engines.Emulator.Tokens;

/// <summary>
/// The emulator's tokens of text. They are cut by a fixed rule that needs no vocabulary and comes close to the real
/// counts; <c>docs/tokens.md</c> tells the rule and its error.
/// </summary>
public static class TextTokens
{
    private static readonly byte[] s_kinds = CharKinds.Table;
    private static readonly ushort[] s_next;
    private static readonly byte[] s_starts;

    static TextTokens() => (s_next, s_starts) = TokenAutomaton.Build();

    /// <summary>The tokens of a text; none for an empty one.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<byte> kinds = s_kinds;
        ReadOnlySpan<ushort> next = s_next;
        ReadOnlySpan<byte> starts = s_starts;
        int state = 0;
        int count = 0;
        foreach (char c in text)
        {
            int edge = state + kinds[c];
            count += starts[edge];
            state = next[edge];
        }

        return count;
    }

    /// <summary>The index behind the first tokens of a text; its length where it has no more than those.</summary>
    public static int IndexAfter(ReadOnlySpan<char> text, int tokens)
    {
        int state = 0;
        int left = tokens;
        for (int i = 0; i < text.Length; i++)
        {
            int edge = state + s_kinds[text[i]];
            left -= s_starts[edge];
            if (left < 0)
            {
                return i;
            }

            state = s_next[edge];
        }

        return text.Length;
    }

    /// <summary>The length of the first token of a text; false where the text is empty.</summary>
    /// <remarks>No token depends on the one before, so a walk meets exactly the tokens that <see cref="Count"/> counts.</remarks>
    public static bool TryNext(ReadOnlySpan<char> text, out int length)
    {
        length = IndexAfter(text, 1);
        return length > 0;
    }
}
