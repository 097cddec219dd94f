namespace Castor.Engines.Emulator.Schemas;

/// <summary>
/// The values that a prompt names, handed out one by one: what was taken for one property is not given to the next.
/// </summary>
internal sealed class PromptValues
{
    private readonly string _text;
    private readonly bool[] _used;
    private readonly Stack<int> _taken = new();
    private readonly List<(int Token, decimal Value)> _numbers = [];
    private readonly Dictionary<int, Site> _claims = [];
    private HashSet<string>? _words;

    private PromptValues(string text, FillMode mode)
    {
        _text = text;
        Mode = mode;
        Tokens = PromptScanner.Scan(text);
        Entities = PromptEntities.Find(Tokens);
        _used = new bool[Tokens.Count];
        for (int i = 0; i < Tokens.Count; i++)
        {
            if (Tokens[i].Kind == PromptTokenKind.Number)
            {
                _numbers.Add((i, Tokens[i].Number));
            }
            else if (Tokens[i].Kind == PromptTokenKind.Word && PromptNumbers.TryParseWord(Tokens[i].Text, out decimal value))
            {
                _numbers.Add((i, value));
            }
        }
    }

    /// <summary>The text that the values come from.</summary>
    public string Text => _text;

    /// <summary>Whether arguments or an answer are filled in.</summary>
    public FillMode Mode { get; }

    public IReadOnlyList<PromptToken> Tokens { get; }

    public IReadOnlyList<PromptEntity> Entities { get; }

    /// <summary>How many values were taken so far.</summary>
    public int Taken { get; private set; }

    /// <summary>Values set before, by the name of the property.</summary>
    public IReadOnlyDictionary<string, string>? Fixed { get; init; }

    /// <summary>The longer text that this one is a part of: what is required and not found here is looked for there.</summary>
    public PromptValues? Behind { get; set; }

    /// <summary>Results of earlier calls, whose members fill required properties of the same name.</summary>
    public IReadOnlyList<Datum> Known { get; set; } = [];

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

    /// <summary>Where the prompt names a phrase, in any letter case and with spaces for underscores; -1 where it does not.</summary>
    public int Find(string phrase)
    {
        if (phrase.Length == 0 || !MayContain(phrase))
        {
            return -1;
        }

        int at = FindExactly(phrase);
        return at >= 0 || phrase.AsSpan().IndexOfAny('_', '-') < 0 ? at : FindExactly(phrase.Replace('_', ' ').Replace('-', ' '));
    }

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

        return site.IsRequired ? TakeKnown(site, fits) ?? Behind?.TakeString(site, fits) : null;
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

        foreach ((int token, _) in _numbers)
        {
            if (token >= first && token <= last && NumberNames.Belongs(this, token, site))
            {
                return true;
            }
        }

        return false;
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

        int named = NamedNumber(site, fits);
        if (named < 0)
        {
            named = site.Assigned is { } assigned ? _numbers.FindIndex(number => !_used[number.Token] && number.Value == assigned)
                : site.IsItem || site.Depth == 0 ? _numbers.FindIndex(number => !_used[number.Token] && fits(number.Value))
                : -1;
        }

        if (named < 0 || !fits(_numbers[named].Value))
        {
            return site.IsRequired ? TakeKnownNumber(site, fits) : null;
        }

        Use(_numbers[named].Token, _numbers[named].Token);
        return _numbers[named].Value;
    }

    /// <summary>
    /// Deals the numbers that no name claims to the numeric properties of an object: in the order of the prompt, those properties first whose
    /// names say that they come first, such as a numerator, and those last that come second, such as a denominator.
    /// </summary>
    public void AssignNumbers(IReadOnlyList<(Site Site, Func<decimal, bool> Fits)> properties)
    {
        var free = new List<int>();
        for (int i = 0; i < _numbers.Count; i++)
        {
            if (!_used[_numbers[i].Token])
            {
                free.Add(i);
            }
        }

        if (free.Count == 0)
        {
            return;
        }

        var open = new List<(Site Site, Func<decimal, bool> Fits)>();
        foreach ((Site site, Func<decimal, bool> fits) in properties)
        {
            int named = NamedNumber(site, fits);
            if (named < 0)
            {
                open.Add((site, fits));
            }
            else
            {
                free.Remove(named);
            }
        }

        foreach ((Site site, Func<decimal, bool> fits) in open.OrderBy(property => NumberNames.Rank(property.Site.Words)))
        {
            int place = free.FindIndex(i => fits(_numbers[i].Value));
            if (place >= 0)
            {
                site.Assigned = _numbers[free[place]].Value;
                free.RemoveAt(place);
            }
        }
    }

    /// <summary>Whether the prompt turns the thing on or off; null when it does not say.</summary>
    public bool? TakeBoolean(Site site) => site.IsRetry ? null : NumberNames.Switch(this, site);

    /// <summary>How many items the prompt asks of an array; null when it does not say.</summary>
    public int? TakeCount(Site site)
    {
        foreach ((int token, decimal value) in _numbers)
        {
            if (!_used[token] && value is >= 1 and <= 50 && decimal.Truncate(value) == value && NumberNames.Counts(this, token, site))
            {
                Use(token, token);
                return (int)value;
            }
        }

        return null;
    }

    private string? TakeKnown(Site site, Func<string, bool> fits)
    {
        foreach (Datum known in Known)
        {
            if (known.Member(site.Name) is { Kind: System.Text.Json.JsonValueKind.String } member && fits(member.Text))
            {
                Taken++;
                return member.Text;
            }
        }

        return null;
    }

    private decimal? TakeKnownNumber(Site site, Func<decimal, bool> fits)
    {
        foreach (Datum known in Known)
        {
            if (known.Member(site.Name) is { Kind: System.Text.Json.JsonValueKind.Number, Number.IsExact: true } member && fits(member.Number.Exact))
            {
                Taken++;
                return member.Number.Exact;
            }
        }

        return null;
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

    private int NamedNumber(Site site, Func<decimal, bool> fits)
    {
        for (int i = 0; i < _numbers.Count; i++)
        {
            if (!_used[_numbers[i].Token] && fits(_numbers[i].Value) && NumberNames.Belongs(this, _numbers[i].Token, site))
            {
                return i;
            }
        }

        return -1;
    }

    private int FindExactly(string phrase)
    {
        for (int from = 0; from <= _text.Length - phrase.Length;)
        {
            int at = _text.IndexOf(phrase, from, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return -1;
            }

            int end = at + phrase.Length;
            bool starts = at == 0 || !IsPartOfWord(_text[at - 1]) || !IsPartOfWord(phrase[0]);
            bool ends = end == _text.Length || !IsPartOfWord(_text[end]) || !IsPartOfWord(phrase[^1]);
            if (starts && ends)
            {
                return at;
            }

            from = at + 1;
        }

        return -1;
    }

    // An enum may have thousands of values: the first word of most is nowhere in the prompt, and that is told fast.
    private bool MayContain(string phrase)
    {
        int end = 0;
        while (end < phrase.Length && char.IsAsciiLetterOrDigit(phrase[end]))
        {
            end++;
        }

        if (end == 0 || (end < phrase.Length && IsPartOfWord(phrase[end])))
        {
            return true;
        }

        _words ??= AsciiWords(_text);
        return _words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(phrase.AsSpan(0, end));
    }

    private static HashSet<string> AsciiWords(string text)
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || !char.IsAsciiLetterOrDigit(text[i]))
            {
                if (i > start)
                {
                    words.Add(text[start..i]);
                }

                start = i + 1;
            }
        }

        return words;
    }

    // Scripts without spaces have no ends of words that could be seen.
    private static bool IsPartOfWord(char c) => char.IsAsciiLetterOrDigit(c) || (char.IsLetterOrDigit(c) && c < 0x2E80);
}
