namespace Castor.Engines.Emulator.Schemas;

/// <summary>Lists the names of a prompt that may be meant for a property.</summary>
internal sealed class NameCandidates(PromptValues values, Site site, ValueClass valueClass)
{
    private readonly IReadOnlyList<PromptToken> _tokens = values.Tokens;

    /// <summary>Places: names after "in" and the like, or after what the property's name says, as "from" for an origin.</summary>
    public IEnumerable<PromptCandidate> Places()
    {
        bool start = site.Says("from", "origin", "departure", "source", "start");
        bool end = site.Says("to", "destination", "arrival", "end", "target");
        string wanted = start ? "from" : end ? "to" : "in at near of for to from around about is";
        foreach (PromptCandidate candidate in After(wanted))
        {
            yield return candidate;
        }

        // "weather in paris": people do not always care for capitals.
        for (int i = 1; i < _tokens.Count; i++)
        {
            bool led = _tokens[i - 1].IsAny("in", "near", "for") || _tokens[i - 1].Is(start ? "from" : "to");
            PromptToken token = _tokens[i];
            if (led && token.Kind == PromptTokenKind.Word && !token.IsCapitalised && !English.IsStop(token.Text) && !ValueClasses.Has(ValueClass.Unit, token.Text)
                && !token.Is("today") && !token.Is("tomorrow") && !ValueClasses.Has(ValueClass.Language, token.Text))
            {
                yield return new PromptCandidate(token.Text, i, i);
            }
        }
    }

    /// <summary>Names after one of the prepositions first, then any that are surely names; in an answer, a place is not taken for a title.</summary>
    public IEnumerable<PromptCandidate> After(string prepositions)
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
                    1 => !entity.IsWeak && (valueClass == ValueClass.Place || !placed || values.Mode == FillMode.Named),
                    _ => entity.IsWeak,
                };
                if (taken && !English.IsOfCalendar(entity.Text))
                {
                    yield return PromptCandidate.Of(entity);
                }
            }
        }
    }
}
