namespace Castor.Inference.Constraints;

/// <summary>
/// A text within a grammar. Where the automaton has a state between repetitions, these are counted beside it, so that a bound of a thousand characters is no
/// thousand states.
/// </summary>
/// <param name="Dfa">What the text may be.</param>
public sealed record TextTerminal(ByteDfa Dfa)
{
    /// <summary>The fewest repetitions.</summary>
    public int Min { get; init; }

    /// <summary>The most repetitions; <see cref="int.MaxValue"/> for any number.</summary>
    public int Max { get; init; } = int.MaxValue;

    /// <summary>Whether a mark comes next, or the end, so that no token's text reaches beyond this one's.</summary>
    public bool EndsBeforeMark { get; init; }

    /// <summary>Where a byte leads.</summary>
    /// <param name="state">The automaton's state.</param>
    /// <param name="count">Repetitions so far; changed.</param>
    /// <param name="value">The byte.</param>
    /// <returns>The next state, or <see cref="ByteDfa.Dead"/>.</returns>
    internal int Next(int state, ref int count, byte value)
    {
        int next = Dfa.Next(state, value);
        int repeat = Dfa.RepeatState;
        if (repeat < 0 || next < 0)
        {
            return next;
        }

        if (state == repeat && (Closes(state, next) ? count < Min : count >= Max))
        {
            return ByteDfa.Dead;
        }

        count += Completes(state, next) ? 1 : 0;
        return next;
    }

    /// <summary>Whether the text may end here.</summary>
    internal bool CanEnd(int state, int count) => Dfa.Accepts(state) && (state != Dfa.RepeatState || (count >= Min && count <= Max));

    /// <summary>Whether a byte may come.</summary>
    internal bool CanGoOn(int state, int count) =>
        Dfa.Fanout(state) > 0 && (state != Dfa.RepeatState || count < Max || (count >= Min && !Dfa.Accepts(state)));

    /// <summary>A count that stands for all that are alike: beyond the least, where there is no most.</summary>
    internal int Clip(int count) => Max == int.MaxValue ? Math.Min(count, Min) : count;

    /// <summary>Whether a step leaves the repetitions behind.</summary>
    internal bool Closes(int state, int next) => state == Dfa.RepeatState && next != state && Dfa.Accepts(next);

    /// <summary>Whether a step completes a repetition. What stands before the first one, an opening quote, does not.</summary>
    internal bool Completes(int state, int next) => next == Dfa.RepeatState && (state != Dfa.Start || Dfa.Start == next);
}
