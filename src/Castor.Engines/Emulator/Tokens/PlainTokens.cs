using System.Numerics;

namespace Castor.Engines.Emulator.Tokens;

/// <summary>
/// Counts the tokens of plain text, 64 units at a time. The rule is that of <see cref="TokenAutomaton"/>, told by which kinds stand side
/// by side; where that does not settle it, the automaton is asked.
/// </summary>
internal static class PlainTokens
{
    /// <summary>Counts a text from its start, or from a token's start, as far as it is plain.</summary>
    /// <param name="text">The text.</param>
    /// <param name="counted">The units that were counted; the next one starts a token.</param>
    /// <returns>The tokens of the counted units.</returns>
    public static int Count(ReadOnlySpan<char> text, out int counted)
    {
        // Filled with digits, of which each is a token: so nothing runs on behind the end.
        Span<char> last = stackalloc char[KindMasks.Units];
        int count = 0;
        counted = 0;
        while (counted < text.Length)
        {
            ReadOnlySpan<char> rest = text[counted..];
            scoped ReadOnlySpan<char> block = rest;
            if (rest.Length < KindMasks.Units)
            {
                rest.CopyTo(last);
                last[rest.Length..].Fill('0');
                block = last;
            }

            if (!KindMasks.TryRead(block, out KindMasks kinds))
            {
                return count;
            }

            int end = rest.Length <= KindMasks.Units ? rest.Length : BitOperations.Log2(kinds.Seams | 1);
            if (end == 0)
            {
                end = NextSeam(rest);
                count += TextTokens.Walk(rest[..end]);
            }
            else
            {
                count += BitOperations.PopCount(Starts(block, kinds) << (KindMasks.Units - end));
            }

            counted += end;
        }

        return count;
    }

    private static ulong Starts(ReadOnlySpan<char> block, in KindMasks kinds)
    {
        ulong starts = Settle(block, kinds, kinds.Signs, kinds.SignRuns, kinds.Starts);
        starts = Settle(block, kinds, kinds.Letters, kinds.LongWords, starts);
        return Settle(block, kinds, kinds.Blanks, kinds.LongBlanks, starts);
    }

    /// <summary>Has the automaton tell where tokens start in some runs of a kind.</summary>
    private static ulong Settle(ReadOnlySpan<char> block, in KindMasks kinds, ulong kind, ulong runs, ulong starts)
    {
        while (runs != 0)
        {
            int i = BitOperations.TrailingZeroCount(runs);
            int state = kinds.IsBehindSeam(i) ? TextTokens.SpaceState : 0;
            for (ulong bit = 1UL << i; (kind & bit) != 0; bit <<= 1)
            {
                state = TextTokens.Step(state, block[i++], out int isStart);
                starts = isStart == 0 ? starts & ~bit : starts | bit;
                runs &= ~bit;
            }
        }

        return starts;
    }

    private static int NextSeam(ReadOnlySpan<char> text)
    {
        for (int i = KindMasks.Units; i < text.Length; i++)
        {
            if (text[i] == ' ' && char.IsBetween(text[i - 1], '!', '~'))
            {
                return i;
            }
        }

        return text.Length;
    }
}
