namespace Castor.Engines.Emulator.Schemas;

/// <summary>Lists the texts of a prompt that may be meant for a property such as <c>message</c> or <c>query</c>.</summary>
internal sealed class TextCandidates(PromptValues values, Site site)
{
    private readonly IReadOnlyList<PromptToken> _tokens = values.Tokens;

    /// <summary>The texts, the likeliest first; for what is required the whole prompt at last.</summary>
    public IEnumerable<PromptCandidate> All()
    {
        if (values.Mode == FillMode.Everything
            && site.Says("summary", "description", "reason", "instruction", "instructions", "details", "comment", "note", "notes", "answer"))
        {
            // An answer's summary is written, not copied from the question.
            yield break;
        }

        if (site.Says("expression", "formula", "equation", "calculation") && Expression() is { } expression)
        {
            yield return expression;
        }

        foreach (PromptCandidate word in PromptClauses.SingleWords(_tokens))
        {
            yield return word;
        }

        for (int i = 0; i < _tokens.Count; i++)
        {
            if (_tokens[i].Kind == PromptTokenKind.Quoted && !PromptClauses.IsKey(_tokens, i))
            {
                yield return new PromptCandidate(_tokens[i].Text, i, i);
            }
        }

        for (int i = 0; i + 1 < _tokens.Count; i++)
        {
            if (_tokens[i].Text == ":" && _tokens[i].Kind == PromptTokenKind.Symbol)
            {
                yield return PromptClauses.ValueAfter(values, i + 1, PromptReach.Line);
            }
        }

        for (int i = 1; i + 1 < _tokens.Count; i++)
        {
            if (LeadsToText(i))
            {
                yield return PromptClauses.ValueAfter(values, i + 1, PromptReach.Line);
            }
        }

        if (values.Mode != FillMode.Named)
        {
            yield break;
        }

        for (int i = 0; i + 1 < _tokens.Count; i++)
        {
            // "the shell command ls -la"
            if (PromptClauses.NameEndsAt(_tokens, i, site) >= 0 && !English.IsStop(_tokens[i + 1].Text) && _tokens[i + 1].Kind != PromptTokenKind.Symbol)
            {
                yield return PromptClauses.ValueAfter(values, i + 1, PromptReach.Line);
            }
        }

        if (ObjectOfCommand() is { } thing)
        {
            yield return thing;
        }

        if (site.IsRequired && !(site.IsItem && site.Index > 0))
        {
            yield return new PromptCandidate(values.Text.Trim(), 0, -1);
        }
    }

    private bool LeadsToText(int i)
    {
        PromptToken token = _tokens[i];
        bool searched = false;
        for (int j = Math.Max(0, i - 4); j < i; j++)
        {
            searched |= _tokens[j].IsAny("search", "searching", "google");
        }

        return token.IsAny("saying", "says") || (token.Is("for") && searched) || (token.Is("up") && _tokens[i - 1].Is("look"))
            || (token.Is("about") && values.Mode == FillMode.Named) || (token.Is("that") && _tokens[i - 1].Stem is "tell" or "sai" or "remind");
    }

    // Of "Translate hello to French" the "hello": what stands between the command and the next preposition.
    private PromptCandidate? ObjectOfCommand()
    {
        if (_tokens.Count < 4 || !English.IsCommand(_tokens[0].Text))
        {
            return null;
        }

        int last = 0;
        while (last + 1 < _tokens.Count && !(_tokens[last + 1].IsAny("to", "into", "in")))
        {
            last++;
        }

        bool pronoun = _tokens[1].IsAny("me", "us", "it", "this", "that");
        return last > 0 && last + 1 < _tokens.Count && !pronoun
            ? new PromptCandidate(values.Text[_tokens[1].Start.._tokens[last].End], 1, last)
            : null;
    }

    private PromptCandidate? Expression()
    {
        for (int i = 0; i < _tokens.Count; i++)
        {
            int last = i;
            for (int j = i + 1; j < _tokens.Count && _tokens[i].Kind == PromptTokenKind.Number
                && (_tokens[j].Kind == PromptTokenKind.Number || _tokens[j].Text is "+" or "-" or "*" or "/" or "^" or "(" or ")" or "×" or "÷"); j++)
            {
                last = _tokens[j].Kind == PromptTokenKind.Number || _tokens[j].Text == ")" ? j : last;
            }

            if (last > i)
            {
                return new PromptCandidate(values.Text[_tokens[i].Start.._tokens[last].End], i, last);
            }
        }

        return null;
    }
}
