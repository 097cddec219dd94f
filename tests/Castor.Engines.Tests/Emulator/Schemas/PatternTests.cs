using Castor.Engines.Emulator;
using Castor.Engines.Emulator.Schemas;
using Castor.Engines.Schemas;

namespace Castor.Engines.Tests.Emulator.Schemas;

public sealed class PatternTests
{
    [Theory]
    [InlineData("^a$", "a", true)]
    [InlineData("^a$", "a\n", false)]
    [InlineData("^\\d$", "٣", false)]
    [InlineData("^\\w$", "é", false)]
    [InlineData("^\\s$", "\uFEFF", true)]
    [InlineData("^.$", "\u2028", false)]
    [InlineData("^.$", "🙂", true)]
    [InlineData("^..$", "🙂", false)]
    [InlineData("^[^a]$", "🙂", true)]
    [InlineData("^[^🙂]$", "🙂", false)]
    [InlineData("^[^🙂]$", "🙃", true)]
    [InlineData("^🙂{2}$", "🙂🙂", true)]
    [InlineData("^[🙂-🙄]$", "🙃", true)]
    [InlineData("^[🙂-🙄]$", "🙁", false)]
    [InlineData("^[a\\u{1F000}-\\u{1FFFF}]$", "\U0001F7FF", true)]
    [InlineData("^[a\\u{1F000}-\\u{1FFFF}]$", "\U00020000", false)]
    [InlineData("^[\\u{103FF}-\\u{10801}]$", "\U00010400", true)]
    [InlineData("^[\\u{103FF}-\\u{10801}]$", "\U00010802", false)]
    [InlineData("^\\uD83D\\uDE42$", "🙂", true)]
    [InlineData("^[\\b]$", "\b", true)]
    [InlineData("^\\u0041\\x42\\u{43}\\cA$", "ABC\u0001", true)]
    [InlineData("^\\p{Lu}\\P{Lu}$", "Éé", true)]
    [InlineData("^[\\w-]+$", "a-b", true)]
    [InlineData("^a{,2}$", "a{,2}", true)]
    [InlineData("^(?<year>\\d{4})$", "2026", true)]
    [InlineData("b", "abc", true)]
    [InlineData("[]", "a", false)]
    [InlineData("^[^]$", "\n", true)]
    [InlineData("^(a)\\1$", "aa", true)]
    [InlineData("^(?!b)", "b", false)]
    public void IsMatch_Pattern_HasTheMeaningOfEcmaScript(string pattern, string text, bool expected) =>
        Assert.Equal(expected, SchemaPattern.Parse(pattern).IsMatch(text));

    [Theory]
    [InlineData("(")]
    [InlineData("a)")]
    [InlineData("[a")]
    [InlineData("[z-a]")]
    [InlineData("*a")]
    [InlineData("a{2,1}")]
    [InlineData("\\")]
    [InlineData("\\q")]
    [InlineData("\\u00g1")]
    [InlineData("\\p{Nonsense}")]
    [InlineData("(?P<name>a)")]
    [InlineData("(?i)a")]
    [InlineData("^*")]
    public void Parse_NoRegularExpression_Throws(string pattern) => Assert.Throws<PatternSyntaxException>(() => SchemaPattern.Parse(pattern));

    [Fact]
    public void Parse_VeryDeepGroups_Throws() =>
        Assert.Throws<PatternSyntaxException>(() => SchemaPattern.Parse(new string('(', 50_000) + new string(')', 50_000)));

    [Fact]
    public void MakeText_RandomPatterns_Match()
    {
        var random = new EmulatorRandom(11);
        var patterns = new RandomPatterns(random);
        for (int i = 0; i < 1_000; i++)
        {
            string source = patterns.Next();
            var pattern = SchemaPattern.Parse(source);
            string? text = pattern.MakeText(0, long.MaxValue, random, new GenerationBudget());
            Assert.True(text is not null && pattern.IsMatch(text), $"{source} gave {text ?? "nothing"}");
        }
    }

    [Theory]
    [InlineData("^[a-z]+$", 12, 14)]
    [InlineData("^(ab|cde)*$", 7, 7)]
    [InlineData("^(\\d{2})+$", 10, 11)]
    [InlineData("^a?b?c?$", 3, 3)]
    [InlineData("^(x{2}|y{7})$", 5, 9)]
    [InlineData("a", 8, 8)]
    [InlineData("^[🙂-🙄]+$", 3, 4)]
    [InlineData("^🙂", 5, 5)]
    public void MakeText_Lengths_AreKept(string source, int min, int max)
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            string? text = SchemaPattern.Parse(source).MakeText(min, max, new EmulatorRandom(seed), new GenerationBudget());
            Assert.NotNull(text);
            Assert.InRange(InstanceValidator.CodePoints(text), min, max);
        }
    }
}
