namespace Castor.Engines.Emulator.Schemas;

/// <summary>Hands out the numbers of a prompt.</summary>
internal sealed class PromptNumberPool
{
    private readonly PromptValues _values;
    private readonly List<(int Token, decimal Value)> _numbers = [];

    /// <summary>Finds the numbers.</summary>
    public PromptNumberPool(PromptValues values)
    {
        _values = values;
        for (int i = 0; i < values.Tokens.Count; i++)
        {
            PromptToken token = values.Tokens[i];
            if (token.Kind == PromptTokenKind.Number)
            {
                _numbers.Add((i, token.Number));
            }
            else if (token.Kind == PromptTokenKind.Word && PromptNumbers.TryParseWord(token.Text, out decimal value))
            {
                _numbers.Add((i, value));
            }
        }
    }

    /// <summary>Takes the number that stands beside the property's name, or was dealt to it, or comes next where there is no name.</summary>
    public decimal? Take(Site site, Func<decimal, bool> fits)
    {
        int named = Named(site, fits);
        if (named < 0)
        {
            named = site.Assigned is { } assigned ? _numbers.FindIndex(number => !_values.IsUsed(number.Token) && number.Value == assigned)
                : site.IsItem || site.Depth == 0 ? _numbers.FindIndex(number => !_values.IsUsed(number.Token) && fits(number.Value))
                : -1;
        }

        if (named < 0 || !fits(_numbers[named].Value))
        {
            return null;
        }

        _values.Use(_numbers[named].Token, _numbers[named].Token);
        return _numbers[named].Value;
    }

    /// <summary>Whether a part of the prompt has a number beside the property's name.</summary>
    public bool HasNamed(Site site, int first, int last)
    {
        foreach ((int token, _) in _numbers)
        {
            if (token >= first && token <= last && NumberNames.Belongs(_values, token, site))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Deals the numbers that no name claims to the numeric properties of an object: in the order of the prompt, those properties first whose
    /// names say that they come first, such as a numerator, and those last that come second, such as a denominator.
    /// </summary>
    public void Assign(IReadOnlyList<(Site Site, Func<decimal, bool> Fits)> properties)
    {
        var free = new List<int>();
        for (int i = 0; i < _numbers.Count; i++)
        {
            if (!_values.IsUsed(_numbers[i].Token))
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
            int named = Named(site, fits);
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

    /// <summary>How many items the prompt asks of an array; null when it does not say.</summary>
    public int? TakeCount(Site site)
    {
        foreach ((int token, decimal value) in _numbers)
        {
            if (!_values.IsUsed(token) && value is >= 1 and <= 50 && decimal.Truncate(value) == value && NumberNames.Counts(_values, token, site))
            {
                _values.Use(token, token);
                return (int)value;
            }
        }

        return null;
    }

    private int Named(Site site, Func<decimal, bool> fits)
    {
        for (int i = 0; i < _numbers.Count; i++)
        {
            if (!_values.IsUsed(_numbers[i].Token) && fits(_numbers[i].Value) && NumberNames.Belongs(_values, _numbers[i].Token, site))
            {
                return i;
            }
        }

        return -1;
    }
}
