using Castor.Engines.Schemas;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>Picks numbers of a range: near its lower end where it is wide, since those read best.</summary>
internal readonly struct NumberPicker(NumberRange range)
{
    private const decimal Window = 100;
    private const decimal Farthest = 1e27m;

    /// <summary>A number that is likely in the range; later attempts go through the range bit by bit. Null when the range is empty.</summary>
    public decimal? Pick(EmulatorRandom random, int attempt)
    {
        if ((range.Low is { IsExact: false, Approximate: > 0 }) || (range.High is { IsExact: false, Approximate: < 0 }))
        {
            return null;
        }

        decimal? low = range.Low is { IsExact: true } least ? Math.Clamp(least.Exact, -Farthest, Farthest) : null;
        decimal? high = range.High is { IsExact: true } greatest ? Math.Clamp(greatest.Exact, -Farthest, Farthest) : null;
        decimal from = low ?? (high is { } top && top < Window ? top - Window : 0);
        decimal to = high ?? from + Window;
        return from > to ? null : range.Step is { } step ? PickStep(from, to, step, random, attempt) : PickAny(from, to, random, attempt);
    }

    private static decimal? PickStep(decimal from, decimal to, decimal step, EmulatorRandom random, int attempt)
    {
        decimal first = Math.Ceiling(from / step);
        decimal last = Math.Floor(to / step);
        if (first > last)
        {
            return null;
        }

        decimal span = Math.Min(last - first, attempt < 20 ? Window : Farthest);
        const int bitByBit = 60;
        decimal offset = attempt < bitByBit
            ? Math.Floor((decimal)random.NextDouble() * (span + 1))
            : Math.Min(attempt - bitByBit, last - first);
        return (first + Math.Min(offset, last - first)) * step;
    }

    private static decimal PickAny(decimal from, decimal to, EmulatorRandom random, int attempt)
    {
        decimal width = Math.Min(to - from, attempt < 20 ? Window : Farthest);
        decimal value = from + (width * (decimal)random.NextDouble());
        // Few digits read best; a narrow range needs more.
        int digits = Math.Min(28, attempt < 4 ? 1 : attempt < 10 ? 2 : attempt / 3);
        return attempt % 7 == 6 ? from + ((to - from) / 2) : Math.Round(value, digits);
    }
}
