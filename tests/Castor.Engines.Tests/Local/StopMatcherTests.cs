using Castor.Engines.Local.Answers;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Engines.Tests.Local;

public sealed class StopMatcherTests
{
    [Theory]
    [InlineData("hello STOP world", "hello ")]
    [InlineData("hello STO", "hello STO")]
    [InlineData("STOP", "")]
    [InlineData("SSTOP", "S")]
    [InlineData("no end", "no end")]
    public void Add_CharByChar_EndsAtTheSequence(string text, string expected) => Assert.Equal(expected, Run(["STOP"], text.Select(c => c.ToString())).Text);

    [Fact]
    public void Add_PieceThatMayBegin_IsHeldBack()
    {
        StopMatcher matcher = new(["END."]);

        Assert.Equal("the ", matcher.Add("the EN"));
        Assert.Equal("ENE", matcher.Add("EE"));
        Assert.Equal("END", matcher.Add("ND") + matcher.Flush());
    }

    [Fact]
    public void Add_SeveralSequences_TheFirstThatEndsWins()
    {
        Assert.Equal("a", Run(["cd", "b"], ["ab", "cd"]).Text);
        Assert.Equal("a", Run(["abcd", "bc"], ["abcd"]).Text);
        Assert.Equal("", Run(["c", "abc"], ["a", "bcd"]).Text);
    }

    [Fact]
    public void Add_AnySplit_TellsWhatTheWholeTextHolds()
    {
        // Few letters, so that sequences are found often.
        Gen<string> text = Gen.ArrayOf(Gen.Elements('a', 'b', 'c')).Select(c => new string(c));
        Prop.ForAll(
            Arb.From(Gen.ListOf(text)), Arb.From(Gen.ListOf(text.Where(t => t.Length > 0))),
            (pieces, stops) =>
            {
                string whole = string.Concat(pieces);
                int end = stops.Select(s => (Start: whole.IndexOf(s, StringComparison.Ordinal), s.Length)).Where(f => f.Start >= 0)
                    .OrderBy(f => f.Start + f.Length).ThenBy(f => f.Start).Select(f => f.Start).DefaultIfEmpty(whole.Length).First();
                (string told, bool stopped) = Run([.. stops], pieces);
                return told == whole[..end] && stopped == end < whole.Length;
            }).QuickCheckThrowOnFailure();
    }

    private static (string Text, bool Stopped) Run(IReadOnlyList<string> stops, IEnumerable<string> pieces)
    {
        StopMatcher matcher = new(stops);
        string text = string.Concat(pieces.Select(matcher.Add));
        return (text + (matcher.HasStopped ? "" : matcher.Flush()), matcher.HasStopped);
    }
}
