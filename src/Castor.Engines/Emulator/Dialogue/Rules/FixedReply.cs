using System.Buffers;

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

    private static readonly SoughtWords s_or = new(" or ");
    private static readonly SoughtWords s_in = new(" in ");
    private static readonly SoughtWords s_about = new(" about ");

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
        ReplyWord role = ReplyWords.RoleOf(word);
        while (role.HasFlag(ReplyWord.Courtesy))
        {
            rest = after.TrimStart(',');
            word = PromptWords.First(rest, out after);
            role = ReplyWords.RoleOf(word);
        }

        bool isOrder = role.HasFlag(ReplyWord.SayVerb);
        if (!isOrder && !role.HasFlag(ReplyWord.ReplyVerb))
        {
            return null;
        }

        bool mayChoose = role.HasFlag(ReplyWord.ChoiceVerb);
        rest = after;
        ReadOnlySpan<char> bare = default;
        while (true)
        {
            role = ReplyWords.RoleOf(PromptWords.First(rest, out after));
            if ((role & (ReplyWord.Marker | ReplyWord.Pointer | ReplyWord.Filler)) == 0)
            {
                break;
            }

            // "Say this is a test" begins its reply with the pointer, "echo this: test" does not.
            bare = role.HasFlag(ReplyWord.Pointer) && bare.IsEmpty ? rest : bare;
            isOrder |= role.HasFlag(ReplyWord.Marker);
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
        if (payload.IsEmpty || ReplyWords.RoleOf(first).HasFlag(ReplyWord.Description) || s_in.IndexIn(payload) >= 0 || s_about.IndexIn(payload) >= 0)
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
        int or = s_or.LastIndexIn(payload);
        if (or < 0)
        {
            return null;
        }

        string[] options = string.Concat(payload[..or].TrimEnd(','), ",", payload[(or + s_or.Length)..]).Split(',');
        for (int i = 0; i < options.Length; i++)
        {
            options[i] = options[i].Trim(' ', '"', '\'', '`', '“', '”', '‘', '’');
            if (options[i].Length == 0 || PromptWords.Count(options[i]) > (ordered ? WordsOfAlternative : 1) || ReplyWords.RoleOf(PromptWords.First(options[i], out _)).HasFlag(ReplyWord.Description)
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
