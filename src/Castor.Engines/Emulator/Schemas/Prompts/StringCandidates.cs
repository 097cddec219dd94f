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
            if (_tokens[i].Text is ":" or "=" && _tokens[i].Kind == PromptTokenKind.Symbol && NameEndsAt(i - 1) >= 0)
            {
                yield return ValueAfter(i + 1, short_: true);
            }
        }
    }

    private IEnumerable<PromptCandidate> Connected()
    {
        for (int i = 0; i + 1 < _tokens.Count; i++)
        {
            if (site.Words.Count == 0 || NameEndsAt(i) < 0)
            {
                continue;
            }

            int next = i + 1;
            while (next < _tokens.Count && next <= i + 2 && (_tokens[next].Is("is") || _tokens[next].Is("of") || _tokens[next].Is("to") || _tokens[next].Is("as")
                || _tokens[next].Is("named") || _tokens[next].Is("called") || _tokens[next].Is("be") || _tokens[next].Is("are")))
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
                return Of(entity);
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
        ValueClass.Place => Places(),
        ValueClass.Person => Names("to for with by named called from of am is as").Concat(OfKind(PromptTokenKind.Email)),
        ValueClass.Title => OfKind(PromptTokenKind.Quoted).Concat(Topics()).Concat(Names("about called named by of on")),
        ValueClass.Symbol => Acronyms().Concat(Names("of for")),
        ValueClass.Text => Texts(),
        ValueClass.None => [],
        _ => Vocabulary(),
    };

    private IEnumerable<PromptCandidate> StandingOut()
    {
        for (int i = 0; i < _tokens.Count; i++)
        {
            if (_tokens[i].Kind is PromptTokenKind.Quoted || _tokens[i].IsIdentifier)
            {
                yield return new PromptCandidate(_tokens[i].Text, i, i);
            }
        }

        foreach (PromptEntity entity in values.Entities)
        {
            if (!entity.IsWeak && !English.IsOfCalendar(entity.Text))
            {
                yield return Of(entity);
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
            if (_tokens[i].Kind == kind)
            {
                yield return new PromptCandidate(_tokens[i].Text, i, i);
            }
        }
    }

    private IEnumerable<PromptCandidate> Places()
    {
        bool start = Says("from origin departure source start");
        bool end = Says("to destination arrival end target");
        string wanted = start ? "from" : end ? "to" : "in at near of for to from around about is";
        foreach (PromptCandidate candidate in Names(wanted))
        {
            yield return candidate;
        }

        // "weather in paris": people do not always care for capitals.
        for (int i = 1; i < _tokens.Count; i++)
        {
            bool led = _tokens[i - 1].Is("in") || _tokens[i - 1].Is("near") || _tokens[i - 1].Is("for") || _tokens[i - 1].Is(start ? "from" : "to");
            PromptToken token = _tokens[i];
            if (led && token.Kind == PromptTokenKind.Word && !token.IsCapitalised && !English.IsStop(token.Text) && !ValueClasses.Has(ValueClass.Unit, token.Text)
                && !token.Is("today") && !token.Is("tomorrow") && !ValueClasses.Has(ValueClass.Language, token.Text))
            {
                yield return new PromptCandidate(token.Text, i, i);
            }
        }
    }

    // Names after one of the prepositions first, then any that are surely names; in an answer, a place is not taken for a title.
    private IEnumerable<PromptCandidate> Names(string prepositions)
    {
        string[] wanted = prepositions.Split(' ');
        for (int round = 0; round < 3; round++)
        {
            foreach (PromptEntity entity in values.Entities)
            {
                bool placed = entity.Before is "in" or "at" or "near";
                bool taken = round switch
                {
                    0 => !entity.IsWeak && Array.IndexOf(wanted, entity.Before) >= 0,
                    1 => !entity.IsWeak && (_class == ValueClass.Place || !placed || values.Mode == FillMode.Named),
                    _ => entity.IsWeak,
                };
                if (taken && !English.IsOfCalendar(entity.Text))
                {
                    yield return Of(entity);
                }
            }
        }
    }

    // "a meeting about the Q3 planning": what a topic is lies between "about" and the end of the clause.
    private IEnumerable<PromptCandidate> Topics()
    {
        for (int i = 0; i + 1 < _tokens.Count && Says("topic subject theme"); i++)
        {
            if (_tokens[i].Is("about") || _tokens[i].Is("regarding"))
            {
                int article = i + 2 < _tokens.Count && (_tokens[i + 1].Is("the") || _tokens[i + 1].Is("our") || _tokens[i + 1].Is("a")) ? 1 : 0;
                yield return ValueAfter(i + 1 + article, short_: true, whole: true);
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
            if (token.Kind == PromptTokenKind.Word && (ValueClasses.Has(_class, token.Text) || (_class == ValueClass.Currency && token.IsAcronym && token.Text.Length == 3)))
            {
                yield return new PromptCandidate(token.Text, i, i);
            }
            else if (_class == ValueClass.Unit && token.Kind == PromptTokenKind.Number && token.Unit is "°C" or "°F" or "C" or "F")
            {
                yield return new PromptCandidate(token.Unit.EndsWith('C') ? "celsius" : "fahrenheit", i, i);
            }
        }
    }

    private IEnumerable<PromptCandidate> Texts()
    {
        if (values.Mode == FillMode.Everything && Says("summary description reason instruction instructions details comment note notes answer"))
        {
            // An answer's summary is written, not copied from the question.
            yield break;
        }

        if (Says("expression formula equation calculation") && Expression() is { } expression)
        {
            yield return expression;
        }

        foreach (PromptCandidate quoted in OfKind(PromptTokenKind.Quoted))
        {
            yield return quoted;
        }

        for (int i = 0; i + 1 < _tokens.Count; i++)
        {
            if (_tokens[i].Text == ":" && _tokens[i].Kind == PromptTokenKind.Symbol)
            {
                yield return ValueAfter(i + 1, short_: false);
            }
        }

        for (int i = 1; i + 1 < _tokens.Count; i++)
        {
            if (LeadsToText(i))
            {
                yield return ValueAfter(i + 1, short_: false);
            }
        }

        if (values.Mode != FillMode.Named)
        {
            yield break;
        }

        for (int i = 0; i + 1 < _tokens.Count; i++)
        {
            // "the shell command ls -la"
            if (NameEndsAt(i) >= 0 && !English.IsStop(_tokens[i + 1].Text) && _tokens[i + 1].Kind != PromptTokenKind.Symbol)
            {
                yield return ValueAfter(i + 1, short_: false);
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
            searched |= _tokens[j].Is("search") || _tokens[j].Is("searching") || _tokens[j].Is("google");
        }

        return token.Is("saying") || token.Is("says") || (token.Is("for") && searched) || (token.Is("up") && _tokens[i - 1].Is("look"))
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
        while (last + 1 < _tokens.Count && !(_tokens[last + 1].Is("to") || _tokens[last + 1].Is("into") || _tokens[last + 1].Is("in")))
        {
            last++;
        }

        bool pronoun = _tokens[1].Is("me") || _tokens[1].Is("us") || _tokens[1].Is("it") || _tokens[1].Is("this") || _tokens[1].Is("that");
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

    // The text from a token on: a quotation, or a made-up word, else to the end of the clause (short) or of the line.
    private PromptCandidate ValueAfter(int first, bool short_, bool whole = false)
    {
        PromptToken start = _tokens[first];
        if (start.Kind is not (PromptTokenKind.Word or PromptTokenKind.Symbol or PromptTokenKind.Number) || (start.IsIdentifier && !whole))
        {
            return new PromptCandidate(start.Text, first, first);
        }

        int last = first;
        for (int i = first + 1; i < _tokens.Count; i++)
        {
            bool lineEnds = values.Text.AsSpan(_tokens[i - 1].End, _tokens[i].Start - _tokens[i - 1].End).Contains('\n');
            bool clauseEnds = short_ && _tokens[i].Text is "," or ";" or "." && _tokens[i].Kind == PromptTokenKind.Symbol;
            if (lineEnds || clauseEnds)
            {
                break;
            }

            last = i;
        }

        return new PromptCandidate(values.Text[start.Start.._tokens[last].End].TrimEnd('.', ' '), first, last);
    }

    // Where the property's name starts when its last word is at the index; -1 when it does not end there.
    private int NameEndsAt(int index)
    {
        int word = site.Stems.Count - 1;
        int token = index;
        while (word >= 0 && token >= 0 && _tokens[token].Kind == PromptTokenKind.Word)
        {
            IReadOnlyList<string> parts = _tokens[token].Stems;
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

    private static PromptCandidate Of(PromptEntity entity) => new(entity.Text, entity.First, entity.Last) { Group = entity.Group };

    private bool Says(string words)
    {
        string[] wanted = words.Split(' ');
        foreach (string word in site.Words)
        {
            if (Array.IndexOf(wanted, word) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
