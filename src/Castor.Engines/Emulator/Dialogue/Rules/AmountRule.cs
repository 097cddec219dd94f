using System.Buffers;

namespace Castor.Engines.Emulator.Dialogue.Rules;

/// <summary>
/// Finds the amount that a prompt asks for: <c>in 20 words</c>, <c>two sentences</c>, <c>List five animals</c>, <c>Count to 10</c>.
/// </summary>
internal static class AmountRule
{
    private const int CharsRead = 4096;

    private static readonly SearchValues<string> s_signs = SearchValues.Create(
        ["word", "sentence", "paragraph", "line", "bullet", "list", "name", "give", "suggest", "count", "enumerate", "generate", "provide", "show", "think of", "come up"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly WordTable s_listVerbs = WordTable.Of(
        "list name give suggest enumerate generate provide show recommend propose");

    private static readonly WordTable s_fillers = WordTable.Of(
        "me us the a list of exactly top best another at least most up to just only my any random short");

    /// <summary>Words before a number that make it the length of the answer.</summary>
    private static readonly WordTable s_lengthSigns = WordTable.Of(
        "in exactly using with of about around write most than under within least to maximum approximately just only roughly max a me give use below");

    private static readonly WordTable s_exclusive = WordTable.Of("under below");
    private static readonly WordTable s_fewer = WordTable.Of("less fewer");

    private static readonly WordTable s_units = CollectUnits();

    /// <summary>Finds the first amount.</summary>
    public static Amount? Find(ReadOnlySpan<char> prompt)
    {
        if (!prompt.ContainsAny(s_signs) || !NumberWords.MayBeIn(prompt))
        {
            return null;
        }

        ReadOnlySpan<char> rest = prompt.Length > CharsRead ? prompt[^CharsRead..] : prompt;
        ReadOnlySpan<char> before = default;
        ReadOnlySpan<char> earlier = default;
        bool listing = false;
        while (!rest.IsEmpty)
        {
            ReadOnlySpan<char> word = PromptWords.First(rest, out ReadOnlySpan<char> after);
            if (word.IsEmpty)
            {
                // A hyphen joins, as in "50-word"; any other sign ends what a verb began.
                listing &= rest[0] is '-' or ' ';
                before = default;
                rest = rest[1..];
                continue;
            }

            if (NumberWords.TryRead(word, out int number) && number > 0)
            {
                bool isExclusive = s_exclusive.Contains(before) || (before.Equals("than", StringComparison.OrdinalIgnoreCase) && s_fewer.Contains(earlier));
                if (Unit(isExclusive ? number - 1 : number, before, listing, after) is { } amount)
                {
                    return amount;
                }
            }
            else if (word.Equals("count", StringComparison.OrdinalIgnoreCase) && ReadCount(after) is { } count)
            {
                return count;
            }

            listing = s_listVerbs.Contains(word) || (listing && s_fillers.Contains(word));
            earlier = before;
            before = word;
            rest = after;
        }

        return null;
    }

    private static Amount? Unit(int number, ReadOnlySpan<char> before, bool listing, ReadOnlySpan<char> after)
    {
        ReadOnlySpan<char> noun = PromptWords.First(after.TrimStart('-'), out ReadOnlySpan<char> further);
        if (!TryReadUnit(noun, out AmountKind kind))
        {
            // One adjective may stand between, as in "three short sentences".
            ReadOnlySpan<char> second = PromptWords.First(further, out _);
            if (noun.IsEmpty || !TryReadUnit(second, out kind))
            {
                return listing && !noun.IsEmpty ? Bounded(AmountKind.Items, number) : null;
            }
        }

        if (!listing && !s_lengthSigns.Contains(before))
        {
            return null;
        }

        return Bounded(kind, number);
    }

    private static bool TryReadUnit(ReadOnlySpan<char> noun, out AmountKind kind)
    {
        // The table keeps no zeros.
        int found = s_units.Find(noun);
        kind = (AmountKind)(found - 1);
        return found != 0;
    }

    private static WordTable CollectUnits()
    {
        var units = new WordTable();
        units.Add("word words", (int)AmountKind.Words + 1);
        units.Add("sentence sentences", (int)AmountKind.Sentences + 1);
        units.Add("paragraph paragraphs", (int)AmountKind.Paragraphs + 1);
        units.Add("line lines", (int)AmountKind.Lines + 1);
        units.Add("bullet bullets", (int)AmountKind.Bullets + 1);
        return units;
    }

    private static Amount? Bounded(AmountKind kind, int number)
    {
        int most = kind switch
        {
            AmountKind.Words => 2000,
            AmountKind.Paragraphs => 50,
            _ => 200,
        };
        return number >= 1 && number <= most ? new Amount(kind, number) : null;
    }

    /// <summary>Reads <c>from 1 to 10</c>, <c>to 10</c> or <c>up to 10</c>.</summary>
    private static Amount? ReadCount(ReadOnlySpan<char> text)
    {
        int from = 1;
        ReadOnlySpan<char> word = PromptWords.First(text, out ReadOnlySpan<char> rest);
        if (word.Equals("from", StringComparison.OrdinalIgnoreCase))
        {
            if (!NumberWords.TryRead(PromptWords.First(rest, out rest), out from))
            {
                return null;
            }

            word = PromptWords.First(rest, out rest);
        }

        if (word.Equals("up", StringComparison.OrdinalIgnoreCase))
        {
            word = PromptWords.First(rest, out rest);
        }

        return word.Equals("to", StringComparison.OrdinalIgnoreCase) && NumberWords.TryRead(PromptWords.First(rest, out _), out int end)
            && end >= from && end - from < 1000
                ? new Amount(AmountKind.Count, end, from)
                : null;
    }
}
