using System.Text;
using Castor.Engines.Schemas;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>Chooses characters that read well.</summary>
internal static class CharacterPick
{
    private static readonly (int First, int Last)[] s_small = [('a', 'z')];
    private static readonly (int First, int Last)[] s_capital = [('A', 'Z')];
    private static readonly (int First, int Last)[] s_digit = [('0', '9')];
    private static readonly (int First, int Last)[] s_tiers =
        [('a', 'z'), ('A', 'Z'), ('0', '9'), (' ', ' '), ('!', '~'), (0xA1, 0xD7FF), (9, 0xA0), (0, 0xFFFD), (0x10000, 0x10FFFF)];

    /// <summary>A character of the set that reads well: letters and digits before punctuation, that before all else. Null for a set without any.</summary>
    public static Rune? Of(CodePointSet set, EmulatorRandom random)
    {
        // Letters most of the time where a set has both letters and digits, but not always: a word of \w should show both.
        int lot = random.Next(8);
        (int First, int Last)[] favourite = lot < 5 ? s_small : lot == 5 ? s_capital : s_digit;
        foreach ((int first, int last) in favourite)
        {
            if (PickWithin(set, first, last, random) is { } found)
            {
                return found;
            }
        }

        foreach ((int first, int last) in s_tiers)
        {
            if (PickWithin(set, first, last, random) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static Rune? PickWithin(CodePointSet set, int low, int high, EmulatorRandom random)
    {
        int count = 0;
        foreach ((int first, int last) in set.Ranges)
        {
            count += Math.Max(0, Math.Min(last, high) - Math.Max(first, low) + 1);
        }

        if (count == 0)
        {
            return null;
        }

        int index = random.Next(count);
        foreach ((int first, int last) in set.Ranges)
        {
            int from = Math.Max(first, low);
            int size = Math.Max(0, Math.Min(last, high) - from + 1);
            if (index < size)
            {
                return Rune.TryCreate(from + index, out Rune picked) ? picked : null;
            }

            index -= size;
        }

        return null;
    }
}
