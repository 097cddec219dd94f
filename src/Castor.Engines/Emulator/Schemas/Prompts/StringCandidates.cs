namespace Castor.Engines.Emulator.Schemas;

/// <summary>Lists the texts of a prompt that may be meant for a property, the likeliest first.</summary>
internal sealed class StringCandidates(PromptValues values, Site site)
{
    private readonly IReadOnlyList<PromptToken> _tokens = values.Tokens;
    private readonly ValueClass _class = ValueClasses.Of(site.Words);

    /// <summary>The candidates: those beside the property's name, then those of its kind, then for arguments any that stand out.</summary>
    public IEnumerable<PromptCandidate> All()
    {
        IEnumerable<PromptCandidate> all = Named().Concat(OfClass());
        return values.Mode == FillMode.Named && _class is ValueClass.None ? all.Concat(StandingOut()) : all;
    }

    /// <summary>The candidates beside the property's name.</summary>
    public IEnumerable<PromptCandidate> Named() => Labelled().Concat(Connected());

    private IEnumerable<PromptCandidate> Labelled()
    {
        for (int i = 1; i + 1 < _tokens.Count; i++)
        {
            if (_tokens[i].Text is ":" or "=" && _tokens[i].Kind == PromptTokenKind.Symbol && PromptClauses.NameEndsAt(_tokens, i - 1, site) >= 0)
            {
                yield return PromptClauses.ValueAfter(values, i + 1, PromptReach.Clause);
            }
        }
    }

    private IEnumerable<PromptCandidate> Connected()
    {
        for (int i = 0; i + 1 < _tokens.Count; i++)
        {
            if (site.Words.Count == 0 || PromptClauses.NameEndsAt(_tokens, i, site) < 0)
            {
                continue;
            }

            int next = i + 1;
            while (next < _tokens.Count && next <= i + 2 && (_tokens[next].IsAny("is", "of", "to", "as", "named", "called", "be", "are")))
            {
                next++;
            }

            if (next < _tokens.Count && At(next, plainWords: next > i + 1) is { } candidate)
            {
                yield return candidate;
            }
        }
    }

    // The value that starts at a token: a quotation, an address, a name; a plain word only where a connecting word leads to it.
    private PromptCandidate? At(int index, bool plainWords)
    {
        PromptToken token = _tokens[index];
        if (token.Kind is not (PromptTokenKind.Word or PromptTokenKind.Symbol or PromptTokenKind.Number))
        {
            return new PromptCandidate(token.Text, index, index);
        }

        foreach (PromptEntity entity in values.Entities)
        {
            if (entity.First == index)
            {
                return PromptCandidate.Of(entity);
            }
        }

        bool plain = token.Kind == PromptTokenKind.Word && ((plainWords && !English.IsStop(token.Text)) || token.IsIdentifier);
        return plain ? new PromptCandidate(token.Text, index, index) : null;
    }

    private IEnumerable<PromptCandidate> OfClass() => _class switch
    {
        ValueClass.Email => OfKind(PromptTokenKind.Email),
        ValueClass.Url => OfKind(PromptTokenKind.Url),
        ValueClass.Path => OfKind(PromptTokenKind.Path).Concat(OfKind(PromptTokenKind.Quoted)),
        ValueClass.Date => TimeCandidates.Dates(_tokens),
        ValueClass.Time => TimeCandidates.Times(_tokens),
        ValueClass.Place => Names().Places(),
        ValueClass.Person => Names().After("to for with by named called from of am is as").Concat(OfKind(PromptTokenKind.Email)),
        ValueClass.Title => OfKind(PromptTokenKind.Quoted).Concat(Topics()).Concat(Names().After("about called named by of on")),
        ValueClass.Symbol => Acronyms().Concat(Names().After("of for")),
        ValueClass.Text => new TextCandidates(values, site).All(),
        ValueClass.None => [],
        _ => Vocabulary(),
    };

    private NameCandidates Names() => new(values, site, _class);

    private IEnumerable<PromptCandidate> StandingOut()
    {
        foreach (PromptCandidate word in PromptClauses.SingleWords(_tokens))
        {
            yield return word;
        }

        for (int i = 0; i < _tokens.Count; i++)
        {
            if ((_tokens[i].Kind == PromptTokenKind.Quoted && !PromptClauses.IsKey(_tokens, i)) || _tokens[i].IsIdentifier)
            {
                yield return new PromptCandidate(_tokens[i].Text, i, i);
            }
        }

        foreach (PromptEntity entity in values.Entities)
        {
            if (!entity.IsWeak && !English.IsOfCalendar(entity.Text))
            {
                yield return PromptCandidate.Of(entity);
            }
        }

        for (int i = 0; i < _tokens.Count; i++)
        {
            if (_tokens[i].Kind is PromptTokenKind.Email or PromptTokenKind.Url or PromptTokenKind.Path or PromptTokenKind.Date)
            {
                yield return new PromptCandidate(_tokens[i].Text, i, i);
            }
        }
    }

    private IEnumerable<PromptCandidate> OfKind(PromptTokenKind kind)
    {
        for (int i = 0; i < _tokens.Count; i++)
        {
            if (_tokens[i].Kind == kind && !PromptClauses.IsKey(_tokens, i))
            {
                yield return new PromptCandidate(_tokens[i].Text, i, i);
            }
        }
    }

    // "a meeting about the Q3 planning": what a topic is lies between "about" and the end of the clause.
    private IEnumerable<PromptCandidate> Topics()
    {
        for (int i = 0; i + 1 < _tokens.Count && site.Says("topic", "subject", "theme"); i++)
        {
            if (_tokens[i].IsAny("about", "regarding"))
            {
                int article = i + 2 < _tokens.Count && (_tokens[i + 1].IsAny("the", "our", "a")) ? 1 : 0;
                yield return PromptClauses.ValueAfter(values, i + 1 + article, PromptReach.Clause, whole: true);
            }
        }
    }

    private IEnumerable<PromptCandidate> Acronyms()
    {
        for (int i = 0; i < _tokens.Count; i++)
        {
            if (_tokens[i].IsAcronym)
            {
                yield return new PromptCandidate(_tokens[i].Text, i, i);
            }
        }
    }

    private IEnumerable<PromptCandidate> Vocabulary()
    {
        for (int i = 0; i < _tokens.Count; i++)
        {
            PromptToken token = _tokens[i];
            bool code = _class == ValueClass.Currency && token.IsAcronym && token.Text.Length == 3;
            if (token.Kind == PromptTokenKind.Word && (code || ValueClasses.Has(_class, token.Text)))
            {
                yield return new PromptCandidate(token.Text, i, i);
            }
            else if (_class == ValueClass.Unit && token.Kind == PromptTokenKind.Number && token.Unit is "°C" or "°F" or "C" or "F")
            {
                yield return new PromptCandidate(token.Unit.EndsWith('C') ? "celsius" : "fahrenheit", i, i);
            }
        }
    }
}
