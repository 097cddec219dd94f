using Castor.Engines.Emulator.Tokens;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Engines.Tests.Emulator.Tokens;

public sealed class TextTokensTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithReplay(20261121, 7).WithMaxTest(2000);

    private static readonly Gen<string> s_pieces = Gen.Elements(
            "a", "B", "word", "Word", "internationalization", " ", "  ", "\n", "\n\n", "\t", "7", "2026", ".", "...", ":**", "`,", "$\\", "});", "\"",
            "é", "Straße", "Привет", "שלום", "नमस्ते", "สวัสดี", "こんにちは", "カタカナ", "漢字", "한국어", "😀", "👩‍👩‍👧", "\uD800", "\uDC00", "\u0301", "\0", "\uFFFF");

    private static readonly Arbitrary<string> s_texts = s_pieces.ListOf().Select(string.Concat).ToArbitrary();

    private static readonly Arbitrary<string> s_longTexts =
        Gen.OneOf(s_pieces, Gen.Elements(" plain", " words", ",", " (in", " 3")).ListOf(300).Select(string.Concat).ToArbitrary();

    private static readonly Arbitrary<string> s_plainTexts = Gen.Elements(
            "a", " a", " word", "Word", " ABC", " ABCDEF", "Donaudampfschiff", " internationalizations", " ", "  ", "   ", "\n", "\r\n", "\n\n ", "\t", "\t\t",
            "                  ", " 7", "2026", ".", ". ", "...", " (", ":**", "`,", "$\\", "});", " \"", "\":\"", " {\"", "-----", "\0", "\u007F", "“", " “", "”", "’s", " …", " —",
            "€", "\u20CF", "\u2010")
        .ListOf(120).Select(string.Concat).ToArbitrary();

    [Theory]
    [InlineData("", 0)]
    [InlineData("The quick brown fox jumps over the lazy dog.", 10)]
    [InlineData("What's the longest word in the English language?", 11)]
    [InlineData("Divide 10 by 2 using the customDivide function", 12)]
    [InlineData("Why is the sky blue?", 6)]
    public void Count_PublishedExample_IsTheRealCount(string text, int tokens) => Assert.Equal(tokens, TextTokens.Count(text));

    [Fact]
    public void Count_AnyText_EqualsTheTokensOfAWalk() => Check.One(s_config, Prop.ForAll(s_texts, text =>
    {
        int walked = 0;
        for (ReadOnlySpan<char> rest = text; TextTokens.TryNext(rest, out int length); rest = rest[length..])
        {
            walked++;
        }

        return walked == TextTokens.Count(text);
    }));

    [Fact]
    public void Count_PlainText_EqualsTheTokensOfAWalk() => Check.One(s_config, Prop.ForAll(s_plainTexts, text => TextTokens.Count(text) == TextTokens.Walk(text)));

    [Fact]
    public void Count_PlainTextBeforeAnyOther_EqualsTheTokensOfAWalk() => Check.One(s_config, Prop.ForAll(s_plainTexts, s_texts, (plain, other) =>
        TextTokens.Count(plain + other + plain) == TextTokens.Walk(plain + other + plain)));

    [Fact]
    public void Count_LongText_EqualsTheSumOfItsHalves() => Check.One(s_config.WithMaxTest(300), Prop.ForAll(s_longTexts, text =>
    {
        // A text below 256 units is counted in one lane, a longer one in four.
        int sum = 0;
        for (ReadOnlySpan<char> rest = text; !rest.IsEmpty;)
        {
            int cut = TextTokens.IndexAfter(rest, 20);
            sum += TextTokens.Count(rest[..cut]);
            rest = rest[cut..];
        }

        return sum == TextTokens.Count(text);
    }));

    [Fact]
    public void IndexAfter_AnyCut_SplitsTheCount() => Check.One(s_config, Prop.ForAll(s_texts, Gen.Choose(0, 60).ToArbitrary(), (text, tokens) =>
    {
        int cut = TextTokens.IndexAfter(text, tokens);
        int count = TextTokens.Count(text);
        return TextTokens.Count(text.AsSpan(0, cut)) == Math.Min(tokens, count)
            && TextTokens.Count(text.AsSpan(cut)) == Math.Max(0, count - tokens);
    }));

    [Fact]
    public void IndexAfter_AnyCut_IsNeverInsideASurrogatePair() => Check.One(s_config, Prop.ForAll(s_texts, Gen.Choose(0, 60).ToArbitrary(), (text, tokens) =>
    {
        int cut = TextTokens.IndexAfter(text, tokens);
        return cut == 0 || cut == text.Length || !char.IsSurrogatePair(text[cut - 1], text[cut]);
    }));

    [Fact]
    public void IndexAfter_NoTokens_IsTheStart() => Assert.Equal(0, TextTokens.IndexAfter("text", 0));

    [Fact]
    public void TryNext_EmptyText_IsFalse() => Assert.False(TextTokens.TryNext("", out _));

    [Theory]
    [InlineData(" word", 1)]
    [InlineData("in 2026", 6)]
    [InlineData("camelCaseName", 3)]
    [InlineData("\n\n\n", 1)]
    [InlineData("        return", 2)]
    [InlineData("========", 2)]
    [InlineData("{\"a\":\"b\",\"c\":1}", 9)]
    [InlineData("😀😀", 2)]
    public void Count_RuleOfThePage_Holds(string text, int tokens) => Assert.Equal(tokens, TextTokens.Count(text));
}
