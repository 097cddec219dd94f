using System.Numerics;
using Castor.Engines.Schemas;
using Castor.Inference.Constraints;

namespace Castor.Engines.Local.Constraints;

/// <summary>
/// Makes the automaton of the numbers within bounds, digit by digit and exact: decimals as JSON writes them, without exponents, leading zeros or a negative zero.
/// </summary>
internal sealed class NumberLanguage
{
    /// <summary>More digits than a double tells apart would be read as other numbers.</summary>
    private const int MostDigits = 15;

    private const int MostIntegerDigits = 18;
    private const int LargestStep = 1_000;
    private const int MostScale = 6;

    private readonly ByteDfaBuilder _builder = new();
    private readonly Dictionary<Place, int> _known = [];
    private readonly Queue<Place> _open = new();
    private readonly bool _whole;
    private readonly int _step;
    private readonly int _scale;
    private readonly bool _hasWhole;

    private NumberLanguage(bool whole, decimal? step, bool hasWhole)
    {
        // A step of 0.25 is one of 25 where two digits of the fraction are read on.
        int scale = step is null ? 0 : (step.Value / 1.0000000000000000000000000000m).Scale;
        decimal scaled = (step ?? 1) * (decimal)Math.Pow(10, scale);
        if (scaled > LargestStep || scale > MostScale)
        {
            throw new NotSupportedException($"multipleOf is held up to {LargestStep}, with {MostScale} digits after the point at most");
        }

        _whole = whole || (step is not null && scale == 0);
        _step = (int)scaled;
        _scale = step is null ? int.MaxValue : scale;
        _hasWhole = hasWhole;
    }

    /// <summary>The numbers of a range; null where it has none.</summary>
    /// <param name="range">The range.</param>
    /// <param name="hasWhole">Whether whole numbers are in.</param>
    /// <exception cref="NotSupportedException">The step is none that can be held.</exception>
    public static ByteDfa? Of(in NumberRange range, bool hasWhole = true)
    {
        var language = new NumberLanguage(range.Whole, range.Step, hasWhole);
        Bound? low = range.Low is { } l ? new Bound(l, range.LowOpen) : null;
        Bound? high = range.High is { } h ? new Bound(h, range.HighOpen) : null;
        return language.Make(low, high);
    }

    private ByteDfa? Make(Bound? low, Bound? high)
    {
        int start = _builder.AddState(false);
        if (high is null || high.Sign >= 0)
        {
            // Zero is here; below it the digits of the absolute value count.
            Bound? least = low is { Sign: >= 0 } ? low : null;
            AddMagnitudes(start, new Magnitudes(least, high, IsNegative: false));
        }

        if (low is null || low.Sign < 0)
        {
            int minus = _builder.AddState(false);
            _builder.AddEdge(start, (byte)'-', (byte)'-', minus);
            Bound least = high is { Sign: < 0 } ? high : Bound.AboveZero;
            AddMagnitudes(minus, new Magnitudes(least, low, IsNegative: true));
        }

        return _builder.Build(start);
    }

    private void AddMagnitudes(int start, Magnitudes range)
    {
        _known.Clear();
        AddDigits(start, new Place(0, 0, 0, 0, InFraction: false, 0), range);
        while (_open.TryDequeue(out Place place))
        {
            AddDigits(_known[place], place, range);
        }
    }

    private void AddDigits(int state, Place place, Magnitudes range)
    {
        int most = place.InFraction ? Math.Min(_scale, Magnitudes.MostFraction(place.Whole)) : range.MostWhole(_whole);
        int digits = place.InFraction ? place.Fraction : place.Whole;
        bool isZero = !place.InFraction && place is { Whole: 1, IsZero: true };
        if (digits < most && !isZero)
        {
            for (int digit = 0; digit < 10; digit++)
            {
                _builder.AddEdge(state, (byte)('0' + digit), (byte)('0' + digit), StateOf(Follow(place, digit, range), range));
            }
        }

        if (!place.InFraction && place.Whole > 0 && !_whole && Magnitudes.MostFraction(place.Whole) > 0)
        {
            Place after = place with { InFraction = true, Low = range.CompareWhole(place, isLow: true), High = range.CompareWhole(place, isLow: false), IsZero = false };
            _builder.AddEdge(state, (byte)'.', (byte)'.', StateOf(after, range));
        }
    }

    private Place Follow(Place place, int digit, Magnitudes range)
    {
        Place next = place with
        {
            Low = place.Low != 0 ? place.Low : digit.CompareTo(range.Digit(isLow: true, place)),
            High = place.High != 0 ? place.High : digit.CompareTo(range.Digit(isLow: false, place)),
            Remainder = (place.Remainder * 10 + digit) % _step,
        };
        return place.InFraction
            ? next with { Fraction = place.Fraction + 1, IsWhole = place.IsWhole && (_hasWhole || digit == 0) }
            : next with { Whole = place.Whole + 1, IsZero = place.Whole == 0 && digit == 0 };
    }

    private int StateOf(Place place, Magnitudes range)
    {
        if (_known.TryGetValue(place, out int known))
        {
            return known;
        }

        if (_builder.StateCount >= CharDfa.MostStates)
        {
            throw GenerationBudget.TooMuch();
        }

        int state = _builder.AddState(IsNumber(place, range));
        _known.Add(place, state);
        _open.Enqueue(place);
        return state;
    }

    private bool IsNumber(Place place, Magnitudes range)
    {
        if (place.Whole == 0 || (place.InFraction && place.Fraction == 0) || (!_hasWhole && place.IsWhole) || !IsMultiple(place))
        {
            return false;
        }

        int low = range.CompareAll(place, isLow: true);
        int high = range.CompareAll(place, isLow: false);
        return (low > 0 || (low == 0 && !range.Low!.IsOpen)) && (high < 0 || (high == 0 && !range.High!.IsOpen));
    }

    private bool IsMultiple(Place place)
    {
        int remainder = place.Remainder;
        for (int digit = place.Fraction; digit < _scale && _step > 1; digit++)
        {
            remainder = remainder * 10 % _step;
        }

        return _step == 1 || remainder == 0;
    }

    /// <summary>What is known of a number by its digits so far.</summary>
    /// <param name="Whole">Digits before the point.</param>
    /// <param name="Fraction">Digits after it.</param>
    /// <param name="Low">Less, equal or more than as many digits of the lower bound; after the point, than the bound so far.</param>
    /// <param name="High">The same with the upper bound.</param>
    /// <param name="InFraction">Whether the point has been.</param>
    /// <param name="Remainder">What is left of the number by the step.</param>
    private readonly record struct Place(int Whole, int Fraction, int Low, int High, bool InFraction, int Remainder)
    {
        public bool IsZero { get; init; }

        /// <summary>Whether no digit but zero has been after the point; where that matters.</summary>
        public bool IsWhole { get; init; } = true;
    }

    /// <summary>A bound by its absolute digits.</summary>
    private sealed class Bound
    {
        public Bound(JsonNumber number, bool isOpen)
        {
            IsOpen = isOpen;
            Sign = number.IsExact ? Math.Sign(number.Exact) : Math.Sign(number.Approximate);
            string text = number.IsExact
                ? Math.Abs(number.Exact).ToString("0.############################", System.Globalization.CultureInfo.InvariantCulture)
                : new BigInteger(Math.Abs(number.Approximate)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            int point = text.IndexOf('.', StringComparison.Ordinal);
            Whole = point < 0 ? text : text[..point];
            Fraction = point < 0 ? "" : text[(point + 1)..];
        }

        public static Bound AboveZero { get; } = new(new JsonNumber(0m), isOpen: true);

        public bool IsOpen { get; }

        public int Sign { get; }

        public string Whole { get; }

        public string Fraction { get; }
    }

    /// <summary>Absolute values from the lower bound to the upper one.</summary>
    private sealed record Magnitudes(Bound? Low, Bound? High, bool IsNegative)
    {
        public int MostWhole(bool whole) => Math.Max(
            High is null ? (whole ? MostIntegerDigits : MostDigits) : High.Whole.Length,
            Low is null ? 1 : Low.Whole.Length + (High is null ? 1 : 0));

        // A double can tell no more.
        public static int MostFraction(int whole) => Math.Max(0, MostDigits - whole);

        public int Digit(bool isLow, Place place)
        {
            Bound? bound = isLow ? Low : High;
            string digits = bound is null ? "" : place.InFraction ? bound.Fraction : bound.Whole;
            int index = place.InFraction ? place.Fraction : place.Whole;
            return index < digits.Length ? digits[index] - '0' : 0;
        }

        // A number with more digits is larger, whatever they are.
        public int CompareWhole(Place place, bool isLow)
        {
            Bound? bound = isLow ? Low : High;
            if (bound is null)
            {
                return isLow ? 1 : -1;
            }

            int byLength = place.Whole.CompareTo(bound.Whole.Length);
            return byLength != 0 ? byLength : isLow ? place.Low : place.High;
        }

        public int CompareAll(Place place, bool isLow)
        {
            int whole = place.InFraction ? (isLow ? place.Low : place.High) : CompareWhole(place, isLow);
            Bound? bound = isLow ? Low : High;
            return whole == 0 && bound is not null && bound.Fraction.AsSpan(Math.Min(place.Fraction, bound.Fraction.Length)).ContainsAnyExcept('0') ? -1 : whole;
        }
    }
}
