namespace Castor.Inference.Constraints;

/// <summary>
/// A text within a grammar. Where the automaton has states between characters, these are counted beside it, so that a bound of a thousand characters is no
/// thousand states. A least number needs an automaton of which texts of any length from there on are one.
/// </summary>
/// <param name="Dfa">What the text may be.</param>
public sealed record TextTerminal(ByteDfa Dfa)
{
    /// <summary>The fewest characters.</summary>
    public int Min { get; init; }

    /// <summary>The most characters; <see cref="int.MaxValue"/> for any number.</summary>
    public int Max { get; init; } = int.MaxValue;

    /// <summary>Whether a mark comes next, or the end, so that no token's text reaches beyond this one's.</summary>
    public bool EndsBeforeMark { get; init; }

    /// <summary>Whether no text of the automaton is short enough.</summary>
    public bool IsEmpty => Dfa.Counts && Dfa.Least(Dfa.Start) > Max;

    /// <summary>Where a byte leads.</summary>
    /// <param name="state">The automaton's state.</param>
    /// <param name="count">Characters so far; changed.</param>
    /// <param name="value">The byte.</param>
    /// <returns>The next state, or <see cref="ByteDfa.Dead"/>.</returns>
    internal int Next(int state, ref int count, byte value)
    {
        int next = Dfa.Next(state, value);
        if (next < 0 || !Dfa.Counts)
        {
            return next;
        }

        count += Dfa.Completes(state, next) ? 1 : 0;
        bool fits = Dfa.Closes(state, next) ? count >= Min : Dfa.Least(next) <= Max - count;
        return fits ? next : ByteDfa.Dead;
    }

    /// <summary>Whether the text may end here.</summary>
    internal bool CanEnd(int state, int count) => Dfa.Accepts(state) && (!Dfa.IsBetween(state) || (count >= Min && count <= Max));

    /// <summary>Whether a byte may come.</summary>
    internal bool CanGoOn(int state, int count) =>
        Dfa.Fanout(state) > 0 && (!Dfa.IsBetween(state) || Dfa.LeastOn(state) <= Max - count || (count >= Min && Dfa.CanClose(state)));

    /// <summary>A count that stands for all that are alike: beyond the least, where there is no most.</summary>
    internal int Clip(int count) => Max == int.MaxValue ? Math.Min(count, Min) : count;
}
