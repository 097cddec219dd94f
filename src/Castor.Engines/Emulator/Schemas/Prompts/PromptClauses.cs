namespace Castor.Engines.Emulator.Schemas;

/// <summary>Reads what stands beside a word of a prompt.</summary>
internal static class PromptClauses
{
    /// <summary>The text from a token on: a quotation or a made-up word alone, unless the whole is wanted, and any other up to its end.</summary>
    public static PromptCandidate ValueAfter(PromptValues values, int first, PromptReach reach, bool whole = false)
    {
        IReadOnlyList<PromptToken> tokens = values.Tokens;
        PromptToken start = tokens[first];
        if (start.Kind is not (PromptTokenKind.Word or PromptTokenKind.Symbol or PromptTokenKind.Number) || (start.IsIdentifier && !whole))
        {
            return new PromptCandidate(start.Text, first, first);
        }

        int last = first;
        for (int i = first + 1; i < tokens.Count; i++)
        {
            bool lineEnds = values.Text.AsSpan(tokens[i - 1].End, tokens[i].Start - tokens[i - 1].End).Contains('\n');
            bool clauseEnds = reach == PromptReach.Clause && tokens[i].Text is "," or ";" or "." && tokens[i].Kind == PromptTokenKind.Symbol;
            if (lineEnds || clauseEnds)
            {
                break;
            }

            last = i;
        }

        return new PromptCandidate(values.Text[start.Start..tokens[last].End].TrimEnd('.', ' '), first, last);
    }

    /// <summary>What a prompt itself calls a word: <c>hello</c> and <c>world</c> of "put word: hello and word: world into a string".</summary>
    public static IEnumerable<PromptCandidate> SingleWords(IReadOnlyList<PromptToken> tokens)
    {
        for (int i = 2; i < tokens.Count; i++)
        {
            if (tokens[i - 1].Text == ":" && tokens[i - 2].Is("word") && tokens[i].Kind != PromptTokenKind.Symbol)
            {
                yield return new PromptCandidate(tokens[i].Text, i, i);
            }
        }
    }

    /// <summary>Where the name of a property starts when its last word is at the index; -1 when it does not end there.</summary>
    public static int NameEndsAt(IReadOnlyList<PromptToken> tokens, int index, Site site)
    {
        int word = site.Stems.Count - 1;
        int token = index;
        while (word >= 0 && token >= 0 && MayName(tokens[token]))
        {
            IReadOnlyList<string> parts = tokens[token].Stems;
            for (int i = parts.Count - 1; i >= 0; i--, word--)
            {
                if (word < 0 || parts[i] != site.Stems[word])
                {
                    return -1;
                }
            }

            token--;
        }

        return word < 0 && token < index ? token + 1 : -1;
    }

    /// <summary>Whether the token is a key and no value: the first quotation of <c>{"city": "Oslo"}</c>.</summary>
    public static bool IsKey(IReadOnlyList<PromptToken> tokens, int index) =>
        tokens[index].Kind == PromptTokenKind.Quoted && index + 1 < tokens.Count && tokens[index + 1].Text == ":";

    // A word, or the key of a piece of JSON.
    private static bool MayName(PromptToken token) => token.Kind == PromptTokenKind.Word || (token.Kind == PromptTokenKind.Quoted && token.Text.Length < 64);
}
