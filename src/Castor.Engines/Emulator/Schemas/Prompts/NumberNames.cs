using System.Collections.Frozen;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>Tells by names and units which number, count or switch of a prompt is meant.</summary>
internal static class NumberNames
{
    private static readonly FrozenSet<string> s_first = Words("numerator dividend first left base minuend augend start from min minimum low lower begin a x");
    private static readonly FrozenSet<string> s_second = Words(
        "denominator divisor second right exponent power subtrahend addend end to max maximum high upper b y");
    private static readonly FrozenSet<string> s_third = Words("third c z");
    private static readonly FrozenSet<string> s_vague = Words("num number count max maximum min minimum total limit of in the n value amount");
    private static readonly FrozenSet<string> s_connectors = Words("is are be of to as at equals equal was set = :");
    private static readonly FrozenSet<string> s_negative = Words("off false no not without disable disabled disables don't never none turn-off deactivate");
    private static readonly FrozenSet<string> s_positive = Words("on true yes enable enabled enables with activate active");
    private static readonly FrozenSet<string> s_switches = Words("power on enabled enable state active status switch switched running");
    private static readonly FrozenSet<string> s_money = Words("$ € £ ¥ dollars dollar euros euro pounds pound usd eur gbp yen");

    /// <summary>Whether a property takes the first of two numbers or the second.</summary>
    public static int Rank(IReadOnlyList<string> words)
    {
        int rank = 1;
        foreach (string word in words)
        {
            rank = s_first.Contains(word) ? 0 : s_second.Contains(word) ? 2 : s_third.Contains(word) ? 3 : rank;
        }

        return rank;
    }

    /// <summary>Whether the number stands beside the name of the property ("page 3", "5 days"), or has its unit.</summary>
    public static bool Belongs(PromptValues values, int token, Site site)
    {
        for (int i = 0; i < site.Words.Count; i++)
        {
            string word = site.Words[i];
            if (s_vague.Contains(word) && site.Words.Count > 1)
            {
                continue;
            }

            string stem = site.Stems[i];
            if (stem.Length > 1 && (Follows(values.Tokens, token, stem) || Precedes(values.Tokens, token, stem)))
            {
                return true;
            }
        }

        return HasUnit(values.Tokens, token, site.Words);
    }

    /// <summary>Whether the number counts the items of the array: "5 recipes", or for the whole answer "list 5 ...".</summary>
    public static bool Counts(PromptValues values, int token, Site site)
    {
        IReadOnlyList<PromptToken> tokens = values.Tokens;
        if (site.Words.Count > 0)
        {
            string stem = site.Stems[^1];
            for (int i = token + 1; i < tokens.Count && i <= token + 4 && tokens[i].Kind == PromptTokenKind.Word; i++)
            {
                if (tokens[i].Stem == stem)
                {
                    return true;
                }
            }

            return false;
        }

        for (int i = token - 1; i >= 0 && i >= token - 2; i--)
        {
            if (English.IsCommand(tokens[i].Text) || tokens[i].IsAny("top", "exactly"))
            {
                return token + 1 < tokens.Count && tokens[token + 1].Kind == PromptTokenKind.Word;
            }
        }

        return false;
    }

    /// <summary>Reads "turn on", "without sugar" and the like for a property; null where the prompt does not speak of it.</summary>
    public static bool? Switch(PromptValues values, Site site)
    {
        IReadOnlyList<PromptToken> tokens = values.Tokens;
        bool general = false;
        foreach (string word in site.Words)
        {
            general |= s_switches.Contains(word);
            string stem = English.Stem(word);
            for (int i = 0; i < tokens.Count && word.Length > 2 && !English.IsStop(word); i++)
            {
                if (tokens[i].Kind == PromptTokenKind.Word && tokens[i].Stem == stem)
                {
                    values.Use(i, i);
                    return Nearby(tokens, i) ?? true;
                }
            }
        }

        for (int i = 0; general && i < tokens.Count; i++)
        {
            if (SwitchWord(tokens, i) is { } said)
            {
                values.Use(i, i);
                return said;
            }
        }

        return null;
    }

    // "on" is mostly a preposition: it counts after "turn" and "switch", and at the end.
    private static bool? SwitchWord(IReadOnlyList<PromptToken> tokens, int i)
    {
        if (tokens[i].IsAny("off", "disable"))
        {
            return false;
        }

        bool turned = (i > 0 && tokens[i - 1].IsAny("turn", "switch")) || (i > 1 && tokens[i - 2].IsAny("turn", "switch"));
        return tokens[i].IsAny("enable", "activate") || (tokens[i].Is("on") && (turned || i == tokens.Count - 1)) ? true : null;
    }

    private static bool? Nearby(IReadOnlyList<PromptToken> tokens, int at)
    {
        for (int distance = 1; distance <= 3; distance++)
        {
            foreach (int i in (ReadOnlySpan<int>)[at - distance, at + distance])
            {
                if (i >= 0 && i < tokens.Count && tokens[i].Kind == PromptTokenKind.Word)
                {
                    string word = tokens[i].Text.ToLowerInvariant();
                    if (s_negative.Contains(word) || s_positive.Contains(word))
                    {
                        return s_positive.Contains(word);
                    }
                }
            }
        }

        return null;
    }

    private static bool Follows(IReadOnlyList<PromptToken> tokens, int token, string stem)
    {
        for (int i = token - 1; i >= 0 && i >= token - 3; i--)
        {
            if (tokens[i].Kind == PromptTokenKind.Word && tokens[i].Stem == stem)
            {
                return true;
            }

            if (!s_connectors.Contains(tokens[i].Text.ToLowerInvariant()))
            {
                return false;
            }
        }

        return false;
    }

    private static bool Precedes(IReadOnlyList<PromptToken> tokens, int token, string stem)
    {
        if (tokens[token].Unit.Length > 0 && English.Stem(tokens[token].Unit) == stem)
        {
            return true;
        }

        return token + 1 < tokens.Count && tokens[token + 1].Kind == PromptTokenKind.Word && tokens[token + 1].Stem == stem;
    }

    private static bool HasUnit(IReadOnlyList<PromptToken> tokens, int token, IReadOnlyList<string> words)
    {
        string unit = tokens[token].Unit.Length > 0 ? tokens[token].Unit
            : token + 1 < tokens.Count && tokens[token + 1].Kind == PromptTokenKind.Word ? tokens[token + 1].Text.ToLowerInvariant()
            : "";
        foreach (string word in words)
        {
            bool fits = word switch
            {
                "amount" or "price" or "cost" or "budget" or "salary" or "fee" => s_money.Contains(unit),
                "percent" or "percentage" => unit is "%" or "percent",
                "temperature" or "temp" => unit is "°" or "°C" or "°F" or "degrees" or "C" or "F",
                "age" => unit is "years" or "year",
                "brightness" or "volume" => unit is "%" or "percent",
                "duration" or "minutes" => unit is "min" or "minutes" or "minute" or "mins",
                "distance" => unit is "km" or "miles" or "kilometers" or "metres" or "meters" or "m",
                "weight" => unit is "kg" or "kilograms" or "pounds" or "lbs" or "g",
                _ => false,
            };
            if (fits)
            {
                return true;
            }
        }

        return false;
    }

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet();
}
