using System.Buffers;
using System.Collections.Frozen;

namespace Castor.Engines.Emulator.Dialogue.Rules;

/// <summary>
/// Finds the reply that a prompt dictates: <c>Reply with exactly: OK</c>, <c>Say "hello"</c>, <c>Answer yes or no</c>. A sentence counts
/// when it begins with such an order, courtesies aside.
/// </summary>
internal static class FixedReply
{
    private const int CharsRead = 4096;
    private const int MostRepeats = 100;
    private const int WordsOfAlternative = 3;

    private static readonly SearchValues<string> s_signs = SearchValues.Create(
        ["say", "repl", "respond", "answer", "repeat", "echo", "output", "return", "print", "write", "type"], StringComparison.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_courtesies = PromptWords.Set(
        "please now just simply kindly then and also so ok okay always can could would will you must should i want need to hi hello hey but you'll");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_sayVerbs = PromptWords.Set("say repeat echo");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_replyVerbs = PromptWords.Set(
        "reply respond answer output return print write type");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_markers = PromptWords.Set(
        "exactly only just simply literally precisely verbatim word words text phrase string following nothing");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_fillers = PromptWords.Set(
        "me back with the to after but either single by out");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_pointers = PromptWords.Set("this these");

    /// <summary>Verbs that may be followed by a choice of single words without more ado.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_choiceVerbs = PromptWords.Set("reply respond answer say");

    /// <summary>Words after which a description follows, not the reply itself.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_descriptions = PromptWords.Set(
        """
        a an in if when using based about as that what how why whether something anything it json yaml xml html markdown code number numbers answer
        answers result results name names letter letters one valid from for your my our their his her its whatever no nothing which who where and or
        more less than is are of on at message sentence sentences paragraph object array list title summary question response value file contents
        content output data above below all each every any some both same correct final most best
        """);

    /// <summary>Finds the dictated reply; <paramref name="random"/> picks one of several that the prompt allows.</summary>
    public static DictatedReply? Find(ReadOnlySpan<char> prompt, EmulatorRandom random)
    {
        if (!prompt.ContainsAny(s_signs))
        {
            return null;
        }

        ReadOnlySpan<char> text = prompt.Length > CharsRead ? prompt[^CharsRead..] : prompt;
        while (!text.IsEmpty)
        {
            if (FindAtStart(text, random) is { } reply)
            {
                return reply;
            }

            int end = SentenceEnd(text);
            text = end < text.Length ? text[(end + 1)..] : default;
        }

        return null;
    }

    private static DictatedReply? FindAtStart(ReadOnlySpan<char> sentence, EmulatorRandom random)
    {
        ReadOnlySpan<char> rest = sentence.TrimStart();
        ReadOnlySpan<char> word = PromptWords.First(rest, out ReadOnlySpan<char> after);
        while (s_courtesies.Contains(word))
        {
            rest = after.TrimStart(',');
            word = PromptWords.First(rest, out after);
        }

        bool isOrder = s_sayVerbs.Contains(word);
        if (!isOrder && !s_replyVerbs.Contains(word))
        {
            return null;
        }

        bool mayChoose = s_choiceVerbs.Contains(word);
        rest = after;
        ReadOnlySpan<char> bare = default;
        while (true)
        {
            word = PromptWords.First(rest, out after);
            bool marks = s_markers.Contains(word);
            bool points = s_pointers.Contains(word);
            if (word.IsEmpty || !(marks || points || s_fillers.Contains(word)))
            {
                break;
            }

            // "Say this is a test" begins its reply with the pointer, "echo this: test" does not.
            bare = points && bare.IsEmpty ? rest : bare;
            isOrder |= marks;
            rest = after;
        }

        rest = rest.TrimStart();
        if (rest.StartsWith(':'))
        {
            return Line(rest[1..]);
        }

        if (Quoted(rest, out ReadOnlySpan<char> behind) is { } quoted && !OffersOther(behind))
        {
            return new DictatedReply(quoted, IsMarked: true);
        }

        ReadOnlySpan<char> payload = bare.IsEmpty ? rest : bare.TrimStart();
        payload = Shorten(payload[..SentenceEnd(payload)]);
        string? reply = isOrder || mayChoose ? Alternative(payload, isOrder, random) ?? (isOrder ? Bare(payload) : null) : null;
        return reply is null ? null : new DictatedReply(reply, IsMarked: false);
    }

    private static DictatedReply? Line(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> line = text.TrimStart();
        int newline = line.IndexOf('\n');
        line = (newline < 0 ? line : line[..newline]).TrimEnd();
        if (line.IsEmpty)
        {
            return null;
        }

        bool isQuoted = Quoted(line, out ReadOnlySpan<char> behind) is not null && behind.Trim(" .").IsEmpty;
        return new DictatedReply(isQuoted ? Quoted(line, out _)! : line.ToString(), IsMarked: true);
    }

    private static bool OffersOther(ReadOnlySpan<char> behind)
    {
        ReadOnlySpan<char> further = behind.TrimStart();
        return (further.StartsWith("or ") || further.StartsWith(',')) && behind[..SentenceEnd(behind)].Contains("or ", StringComparison.Ordinal);
    }

    /// <summary>The text in quotation marks at the start.</summary>
    private static string? Quoted(ReadOnlySpan<char> text, out ReadOnlySpan<char> behind)
    {
        behind = default;
        char closing = text.IsEmpty ? '\0' : text[0] switch
        {
            '"' => '"',
            '\'' => '\'',
            '`' => '`',
            '“' => '”',
            '‘' => '’',
            '«' => '»',
            '„' => '“',
            '「' => '」',
            _ => '\0',
        };
        int end = closing == '\0' ? -1 : text[1..].IndexOf(closing);
        if (end <= 0)
        {
            return null;
        }

        behind = text[(end + 2)..];
        return text[1..(end + 1)].ToString();
    }

    private static string? Bare(ReadOnlySpan<char> payload)
    {
        ReadOnlySpan<char> first = PromptWords.First(payload, out _);
        if (payload.IsEmpty || s_descriptions.Contains(first) || payload.Contains(" in ", StringComparison.OrdinalIgnoreCase)
            || payload.Contains(" about ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return payload.EndsWith(" times", StringComparison.OrdinalIgnoreCase) ? Repeated(payload[..^" times".Length]) : payload.ToString();
    }

    private static string? Repeated(ReadOnlySpan<char> payload)
    {
        int space = payload.LastIndexOf(' ');
        if (space < 0 || !NumberWords.TryRead(payload[(space + 1)..], out int times) || times is < 1 or > MostRepeats)
        {
            return null;
        }

        string once = payload[..space].Trim("\"'`“”").ToString();
        return string.Join(' ', Enumerable.Repeat(once, times));
    }

    /// <summary>One of <c>yes or no</c>; an order without a marker is only believed for single words.</summary>
    private static string? Alternative(ReadOnlySpan<char> payload, bool ordered, EmulatorRandom random)
    {
        // What follows a colon is the question.
        int colon = payload.IndexOf(':');
        payload = colon < 0 ? payload : payload[..colon];
        int or = payload.LastIndexOf(" or ", StringComparison.OrdinalIgnoreCase);
        if (or < 0)
        {
            return null;
        }

        string[] options = string.Concat(payload[..or].TrimEnd(','), ",", payload[(or + " or ".Length)..]).Split(',');
        for (int i = 0; i < options.Length; i++)
        {
            options[i] = options[i].Trim(' ', '"', '\'', '`', '“', '”', '‘', '’');
            if (options[i].Length == 0 || PromptWords.Count(options[i]) > (ordered ? WordsOfAlternative : 1) || s_descriptions.Contains(PromptWords.First(options[i], out _))
                && !IsYesOrNo(options[i]))
            {
                return null;
            }
        }

        return options[random.Next(options.Length)];
    }

    private static bool IsYesOrNo(string option) => option.Equals("no", StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> Shorten(ReadOnlySpan<char> payload)
    {
        payload = payload.Trim().TrimEnd('.');
        foreach (string tail in (ReadOnlySpan<string>)[" and nothing else", " and nothing more", ", nothing else", ", please", " please", " only", " exactly"])
        {
            if (payload.EndsWith(tail, StringComparison.OrdinalIgnoreCase))
            {
                payload = payload[..^tail.Length].TrimEnd(" ,");
            }
        }

        return payload;
    }

    /// <summary>Where the sentence ends: at a line's end, or behind a full stop that a blank follows.</summary>
    private static int SentenceEnd(ReadOnlySpan<char> text)
    {
        int start = 0;
        while (true)
        {
            int stop = text[start..].IndexOfAny(".!?\n");
            if (stop < 0)
            {
                return text.Length;
            }

            start += stop + 1;
            if (text[start - 1] == '\n')
            {
                return start - 1;
            }

            if (start == text.Length || char.IsWhiteSpace(text[start]))
            {
                return start;
            }
        }
    }
}
