using System.Numerics;

namespace Castor.Engines.Schemas;

/// <summary>All that one or several schemas ask of a number, taken together.</summary>
internal struct NumberRange
{
    private static readonly JsonNumber s_leastInt32 = new(int.MinValue);
    private static readonly JsonNumber s_greatestInt32 = new(int.MaxValue);
    private static readonly JsonNumber s_leastInt64 = new(long.MinValue);
    private static readonly JsonNumber s_greatestInt64 = new(long.MaxValue);

    private List<decimal>? _steps;

    /// <summary>The lower bound.</summary>
    public JsonNumber? Low { get; private set; }

    /// <summary>Whether the lower bound itself is out.</summary>
    public bool LowOpen { get; private set; }

    /// <summary>The upper bound.</summary>
    public JsonNumber? High { get; private set; }

    /// <summary>Whether the upper bound itself is out.</summary>
    public bool HighOpen { get; private set; }

    /// <summary>Whether only whole numbers are in.</summary>
    public bool Whole { get; private set; }

    /// <summary>The number of which all must be multiples; null for none.</summary>
    public decimal? Step { get; private set; }

    /// <summary>Allows only whole numbers.</summary>
    public void OnlyWhole()
    {
        Whole = true;
        AddStep(1);
    }

    /// <summary>Adds what a schema asks; false where the step is one that cannot be worked with.</summary>
    public bool Add(SchemaNode node)
    {
        if (node.Format is "int32" or "int64")
        {
            OnlyWhole();
            AddLow(node.Format == "int32" ? s_leastInt32 : s_leastInt64, open: false);
            AddHigh(node.Format == "int32" ? s_greatestInt32 : s_greatestInt64, open: false);
        }

        if (node.Numbers is not { } rules)
        {
            return true;
        }

        AddLow(rules.Minimum, open: false);
        AddLow(rules.ExclusiveMinimum, open: true);
        AddHigh(rules.Maximum, open: false);
        AddHigh(rules.ExclusiveMaximum, open: true);
        return rules.MultipleOf is not { } step || (step.IsExact && step.Exact > 0 && AddStep(step.Exact));
    }

    /// <summary>The parts of the range between some numbers that are out.</summary>
    public readonly IEnumerable<NumberRange> Without(IEnumerable<JsonNumber> numbers)
    {
        NumberRange rest = this;
        List<NumberRange> parts = [];
        foreach (JsonNumber number in numbers.Order())
        {
            NumberRange part = rest.Copy();
            part.AddHigh(number, open: true);
            rest = rest.Copy();
            rest.AddLow(number, open: true);
            parts.Add(part);
        }

        return parts.Append(rest);
    }

    /// <summary>Whether a number is in.</summary>
    /// <param name="value">The number.</param>
    /// <param name="asDouble">Whether it must be a multiple for clients too that divide doubles, where 0.3 is no multiple of 0.1.</param>
    public readonly bool Allows(JsonNumber value, bool asDouble = true)
    {
        if ((Whole && !value.IsWhole) || !AboveLow(value) || !BelowHigh(value))
        {
            return false;
        }

        foreach (decimal step in _steps ?? [])
        {
            if (!value.IsExact || value.Exact % step != 0 || (asDouble && value.Approximate / (double)step % 1 != 0))
            {
                return false;
            }
        }

        return true;
    }

    private readonly NumberRange Copy()
    {
        NumberRange copy = this;
        copy._steps = _steps is null ? null : [.. _steps];
        return copy;
    }

    private readonly bool AboveLow(JsonNumber value) => Low is not { } low
        || (LowOpen ? value.CompareTo(low) > 0 && value.Approximate > low.Approximate : value.CompareTo(low) >= 0);

    private readonly bool BelowHigh(JsonNumber value) => High is not { } high
        || (HighOpen ? value.CompareTo(high) < 0 && value.Approximate < high.Approximate : value.CompareTo(high) <= 0);

    private void AddLow(JsonNumber? bound, bool open)
    {
        if (bound is { } low && (Low is not { } known || low.CompareTo(known) > 0 || (open && low.CompareTo(known) == 0)))
        {
            Low = low;
            LowOpen = open;
        }
    }

    private void AddHigh(JsonNumber? bound, bool open)
    {
        if (bound is { } high && (High is not { } known || high.CompareTo(known) < 0 || (open && high.CompareTo(known) == 0)))
        {
            High = high;
            HighOpen = open;
        }
    }

    private bool AddStep(decimal step)
    {
        (_steps ??= []).Add(step);
        if (Step is not { } known)
        {
            Step = step;
            return true;
        }

        if (LeastCommonMultiple(known, step) is not { } both)
        {
            return false;
        }

        Step = both;
        return true;
    }

    private static decimal? LeastCommonMultiple(decimal a, decimal b)
    {
        int scale = Math.Max(a.Scale, b.Scale);
        BigInteger factor = BigInteger.Pow(10, scale);
        BigInteger left = Scaled(a, scale);
        BigInteger right = Scaled(b, scale);
        BigInteger multiple = left / BigInteger.GreatestCommonDivisor(left, right) * right;
        return multiple > (BigInteger)1e27 ? null : (decimal)multiple / (decimal)factor;
    }

    // The digits of a decimal as a whole number, at the common scale.
    private static BigInteger Scaled(decimal value, int scale)
    {
        int own = value.Scale;
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var digits = (BigInteger)new decimal(bits[0], bits[1], bits[2], isNegative: false, scale: 0);
        return digits * BigInteger.Pow(10, scale - own);
    }
}
