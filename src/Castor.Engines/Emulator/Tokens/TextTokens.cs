namespace Castor.Engines.Emulator.Tokens;

/// <summary>
/// The emulator's tokens of text. They are cut by a fixed rule that needs no vocabulary and comes close to the real
/// counts; <c>docs/tokens.md</c> tells the rule and its error. No token depends on the one before it: a text may be
/// counted whole, cut at any token, or walked, with the same sums.
/// </summary>
public static class TextTokens
{
    private const int StateMask = TokenAutomaton.StartFlag - 1;
    private const int LanesFrom = 256;
    private const int SeamWindow = 48;

    private static readonly byte[] s_kinds = CharKinds.Table;
    private static readonly ushort[] s_edges = TokenAutomaton.Build();

    /// <summary>The state behind a space.</summary>
    internal static int SpaceState { get; } = Step(0, ' ', out _);

    /// <summary>The tokens of a text; none for an empty one.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        if (!KindMasks.IsSupported)
        {
            return CountAny(text);
        }

        int count = PlainTokens.Count(text, out int counted);
        return counted == text.Length ? count : count + CountAny(text[counted..]);
    }

    /// <summary>The tokens of a text, counted unit by unit.</summary>
    internal static int Walk(ReadOnlySpan<char> text) => Walk(text, 0);

    /// <summary>The state behind a unit; <paramref name="starts"/> is 1 where the unit starts a token.</summary>
    internal static int Step(int state, char unit, out int starts)
    {
        int edge = s_edges[state + s_kinds[unit]];
        starts = edge >> TokenAutomaton.StartBit;
        return edge & StateMask;
    }

    private static int CountAny(ReadOnlySpan<char> text)
    {
        if (text.Length >= LanesFrom)
        {
            int quarter = text.Length / 4;
            int first = FindSeam(text, quarter);
            int second = FindSeam(text, 2 * quarter);
            int third = FindSeam(text, 3 * quarter);
            if (first > 0 && second > 0 && third > 0)
            {
                return CountLanes(text[..first], text[first..second], text[second..third], text[third..]);
            }
        }

        return Walk(text, 0);
    }

    /// <summary>The index behind the first tokens of a text; its length where it has no more than those.</summary>
    public static int IndexAfter(ReadOnlySpan<char> text, int tokens)
    {
        int state = 0;
        int left = tokens;
        for (int i = 0; i < text.Length; i++)
        {
            int edge = s_edges[state + s_kinds[text[i]]];
            left -= edge >> TokenAutomaton.StartBit;
            if (left < 0)
            {
                return i;
            }

            state = edge & StateMask;
        }

        return text.Length;
    }

    /// <summary>The length of the first token of a text; false where the text is empty.</summary>
    public static bool TryNext(ReadOnlySpan<char> text, out int length)
    {
        length = IndexAfter(text, 1);
        return length > 0;
    }

    private static int Walk(ReadOnlySpan<char> text, int state)
    {
        byte[] kinds = s_kinds;
        ushort[] edges = s_edges;
        int count = 0;
        foreach (char c in text)
        {
            int edge = edges[state + kinds[c]];
            count += edge >> TokenAutomaton.StartBit;
            state = edge & StateMask;
        }

        return count;
    }

    /// <summary>Four automata at once: each waits for its own table look-ups, so together they take little longer than one.</summary>
    private static int CountLanes(ReadOnlySpan<char> a, ReadOnlySpan<char> b, ReadOnlySpan<char> c, ReadOnlySpan<char> d)
    {
        byte[] kinds = s_kinds;
        ushort[] edges = s_edges;
        int stateA = 0;
        int stateB = 0;
        int stateC = 0;
        int stateD = 0;
        int count = 0;
        int i = 0;
        for (; i < a.Length && i < b.Length && i < c.Length && i < d.Length; i++)
        {
            int edgeA = edges[stateA + kinds[a[i]]];
            int edgeB = edges[stateB + kinds[b[i]]];
            int edgeC = edges[stateC + kinds[c[i]]];
            int edgeD = edges[stateD + kinds[d[i]]];
            count += (edgeA >> TokenAutomaton.StartBit) + (edgeB >> TokenAutomaton.StartBit)
                + (edgeC >> TokenAutomaton.StartBit) + (edgeD >> TokenAutomaton.StartBit);
            stateA = edgeA & StateMask;
            stateB = edgeB & StateMask;
            stateC = edgeC & StateMask;
            stateD = edgeD & StateMask;
        }

        return count + Walk(a[i..], stateA) + Walk(b[i..], stateB) + Walk(c[i..], stateC) + Walk(d[i..], stateD);
    }

    /// <summary>A place near an index where a token starts for sure: a space behind a letter, digit or sign. 0 where there is none.</summary>
    private static int FindSeam(ReadOnlySpan<char> text, int from)
    {
        int space = text.Slice(from, SeamWindow).IndexOf(' ') + from;
        return space >= from && char.IsBetween(text[space - 1], '!', '~') ? space : 0;
    }
}
