using Castor.Engines.Schemas;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>
/// The values that a prompt names, handed out one by one: what was taken for one property is not given to the next.
/// </summary>
internal sealed class PromptValues
{
    private readonly string _text;
    private readonly PromptMentions _mentions;
    private readonly bool[] _used;
    private readonly Stack<int> _taken = new();
    private readonly Dictionary<int, Site> _claims = [];

    private PromptValues(string text, FillMode mode)
    {
        _text = text;
        _mentions = new PromptMentions(text);
        Mode = mode;
        Tokens = PromptScanner.Scan(text);
        Entities = PromptEntities.Find(Tokens);
        _used = new bool[Tokens.Count];
        Numbers = new PromptNumberPool(this);
    }

    /// <summary>The text that the values come from.</summary>
    public string Text => _text;

    /// <summary>Whether arguments or an answer are filled in.</summary>
    public FillMode Mode { get; }

    public IReadOnlyList<PromptToken> Tokens { get; }

    public IReadOnlyList<PromptEntity> Entities { get; }

    /// <summary>The numbers of the prompt.</summary>
    public PromptNumberPool Numbers { get; }

    /// <summary>How many values were taken so far.</summary>
    public int Taken { get; private set; }

    /// <summary>Values set before, by the name of the property.</summary>
    public IReadOnlyDictionary<string, string>? Fixed { get; init; }

    /// <summary>The longer text that this one is a part of: what is required and not found here is looked for there.</summary>
    public PromptValues? Behind { get; set; }

    /// <summary>Results of earlier calls, whose members fill required properties of the same name.</summary>
    public KnownValues? Known { get; set; }

    /// <summary>Reads a prompt, or its two ends when it is very long.</summary>
    public static PromptValues Of(string prompt, FillMode mode, IReadOnlyDictionary<string, string>? @fixed = null) =>
        new(PromptScanner.Shorten(prompt), mode) { Fixed = @fixed };

    /// <summary>A mark to come back to.</summary>
    public (int Depth, int Taken) Mark() => (_taken.Count, Taken);

    /// <summary>Gives back what was taken since a mark.</summary>
    public void Rewind((int Depth, int Taken) mark)
    {
        while (_taken.Count > mark.Depth)
        {
            _used[_taken.Pop()] = false;
        }

        Taken = mark.Taken;
    }

    /// <summary>Takes tokens.</summary>
    public void Use(int first, int last)
    {
        Taken++;
        for (int i = first; i <= last; i++)
        {
            if (!_used[i])
            {
                _used[i] = true;
                _taken.Push(i);
            }
        }
    }

    /// <summary>Whether the token was taken.</summary>
    public bool IsUsed(int token) => _used[token];

    /// <summary>Where the prompt names a phrase; -1 where it does not.</summary>
    public int Find(string phrase) => _mentions.Find(phrase);

    /// <summary>Takes a value that the prompt names for a string.</summary>
    public string? TakeString(Site site, Func<string, bool> fits)
    {
        if (site.IsRetry)
        {
            return null;
        }

        if (Fixed is not null && site.Depth == 1 && Fixed.TryGetValue(site.Name, out string? given) && fits(given))
        {
            Taken++;
            return given;
        }

        foreach (PromptCandidate candidate in new StringCandidates(this, site).All())
        {
            if (IsFree(candidate, site) && candidate.Text.Length > 0 && fits(candidate.Text))
            {
                Use(candidate.First, candidate.Last);
                if (site.IsItem)
                {
                    site.Parent!.List ??= candidate.Group;
                }

                return candidate.Text;
            }
        }

        return site.IsRequired ? Count(Known?.Text(site.Name, fits)) ?? Behind?.TakeString(site, fits) : null;
    }

    /// <summary>Whether a part of the prompt gives a value beside the name of a property.</summary>
    public bool NamesValue(string name, int first, int last)
    {
        Site site = Site.Named(name);
        foreach (PromptCandidate candidate in new StringCandidates(this, site).Named())
        {
            if (candidate.First >= first && candidate.Last <= last)
            {
                return true;
            }
        }

        return Numbers.HasNamed(site, first, last);
    }

    /// <summary>Sets aside what the prompt says beside the name of a property, so that no other property takes it first.</summary>
    public void Claim(Site site)
    {
        foreach (PromptCandidate candidate in new StringCandidates(this, site).Named())
        {
            for (int i = candidate.First; i <= candidate.Last; i++)
            {
                _claims.TryAdd(i, site);
            }
        }
    }

    /// <summary>Ends what <see cref="Claim"/> began.</summary>
    public void Unclaim(Site parent)
    {
        foreach ((int token, Site owner) in _claims)
        {
            if (owner.Parent == parent)
            {
                _claims.Remove(token);
            }
        }
    }

    /// <summary>Takes a word of the prompt that a pattern is looking for.</summary>
    public string? TakeMatch(SchemaPattern pattern, Func<string, bool> fits)
    {
        for (int i = 0; i < Tokens.Count; i++)
        {
            PromptToken token = Tokens[i];
            bool telling = token.Kind is not (PromptTokenKind.Word or PromptTokenKind.Symbol) || token.IsIdentifier || token.IsAcronym || pattern.IsChoiceOfTexts;
            if (!telling || _used[i])
            {
                continue;
            }

            string text = token.Kind is PromptTokenKind.Quoted or PromptTokenKind.Date ? token.Text : _text[token.Start..token.End];
            if (fits(text))
            {
                Use(i, i);
                return text;
            }
        }

        return null;
    }

    /// <summary>Takes a number that the prompt names.</summary>
    public decimal? TakeNumber(Site site, Func<decimal, bool> fits)
    {
        if (site.IsRetry)
        {
            return null;
        }

        if (Fixed is not null && site.Depth == 1 && Fixed.TryGetValue(site.Name, out string? given) && PromptNumbers.TryParse(given, out decimal set) && fits(set))
        {
            Taken++;
            return set;
        }

        if (Numbers.Take(site, fits) is { } number)
        {
            return number;
        }

        decimal? known = site.IsRequired ? Known?.Number(site.Name, fits) : null;
        Taken += known is null ? 0 : 1;
        return known;
    }

    /// <summary>Whether the prompt turns the thing on or off; null when it does not say.</summary>
    public bool? TakeBoolean(Site site) => site.IsRetry ? null : NumberNames.Switch(this, site);

    private string? Count(string? taken)
    {
        Taken += taken is null ? 0 : 1;
        return taken;
    }

    private bool IsFree(PromptCandidate candidate, Site site)
    {
        if (site.IsItem && site.Parent!.List is { } list && list != candidate.Group)
        {
            return false;
        }

        for (int i = candidate.First; i <= candidate.Last; i++)
        {
            if (_used[i] || (_claims.TryGetValue(i, out Site? owner) && owner != site))
            {
                return false;
            }
        }

        return true;
    }
}
