using Castor.Protocol;

namespace Castor.Engines.Schemas;

/// <summary>What one answer may cost, so that a hostile schema ends in a clear refusal and not in a busy server.</summary>
internal sealed class GenerationBudget
{
    private const int MostSteps = 150_000;
    private const int MostValues = 10_000;
    private const int PlentyOfValues = 1_000;
    private const int MostCharacters = 1_000_000;

    private static readonly TimeSpan s_mostMatching = TimeSpan.FromSeconds(1);

    private int _steps;
    private int _values;
    private int _characters;
    private TimeSpan _matching;

    /// <summary>Whether so much was made that only what is required should follow.</summary>
    public bool IsPlenty => _values > PlentyOfValues;

    /// <summary>The refusal of a schema that asks for too much; the service's own text.</summary>
    public static ApiException TooMuch() => ApiException.InvalidArgument(
        "The specified schema produces a constraint that has too many states for serving.  Typical causes of this error are schemas with lots of text "
        + "(for example, very long property or enum names), schemas with long array length limits (especially when nested), or schemas using complex "
        + "value matchers (for example, integers or numbers with minimum/maximum bounds or strings with complex formats like date-time)");

    /// <summary>Counts a try, or so many where one is worth more.</summary>
    public void Step(int count = 1)
    {
        if ((_steps += count) > MostSteps)
        {
            throw TooMuch();
        }
    }

    /// <summary>Counts one value.</summary>
    public void Value()
    {
        if (++_values > MostValues)
        {
            throw TooMuch();
        }
    }

    /// <summary>
    /// Counts the time of a match that may go back without end: where no machine is that busy, a second of them is a pattern that nothing fits.
    /// </summary>
    public void Matching(TimeSpan time)
    {
        _matching += time;
        if (_matching > s_mostMatching)
        {
            throw TooMuch();
        }
    }

    /// <summary>Counts the text of a string.</summary>
    public void Characters(long count)
    {
        if (count > MostCharacters || (_characters += (int)count) > MostCharacters)
        {
            throw TooMuch();
        }
    }
}
