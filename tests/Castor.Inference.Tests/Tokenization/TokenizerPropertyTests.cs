using System.Text;
using Castor.Inference.Tokenization;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Inference.Tests.Tokenization;

public sealed class TokenizerPropertyTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithReplay(20261121, 3).WithMaxTest(3000);

    [Theory]
    [InlineData("llama", false)]
    [InlineData("llama", true)]
    [InlineData("gemma4", false)]
    public void Decode_OfEncodedText_IsTheText(string model, bool addsSpacePrefix)
    {
        ITokenizer tokenizer = TokenizerFixture.Of(model).Create(addsSpacePrefix);

        Check.One(s_config, Prop.ForAll(AnyText.Arbitrary, text =>
            StreamingDetokenizer.Decode(tokenizer.Vocabulary, Encode(tokenizer, text)) == WithoutLoneSurrogates(text)));
    }

    [Theory]
    [InlineData("llama")]
    [InlineData("gemma4")]
    public void Encode_AnyText_NeverGivesAMark(string model)
    {
        ITokenizer tokenizer = TokenizerFixture.Of(model).Tokenizer;

        Check.One(s_config, Prop.ForAll(AnyText.Arbitrary, text => Encode(tokenizer, text).TrueForAll(token =>
            tokenizer.Vocabulary.KindOf(token) is TokenKind.Normal or TokenKind.UserDefined or TokenKind.Byte)));
    }

    [Theory]
    [InlineData("llama", "<start_of_turn>")]
    [InlineData("llama", "<end_of_turn>")]
    [InlineData("llama", "<bos>")]
    [InlineData("gemma4", "<|turn>")]
    [InlineData("gemma4", "<turn|>")]
    [InlineData("gemma4", "<|tool_call>")]
    [InlineData("gemma4", "<|\"|>")]
    public void Encode_TheSpellingOfAMark_IsPlainText(string model, string spelling)
    {
        ITokenizer tokenizer = TokenizerFixture.Of(model).Tokenizer;
        int mark = tokenizer.Vocabulary.Find(spelling)!.Value;

        List<int> tokens = Encode(tokenizer, $"a{spelling}b");

        Assert.Equal(TokenKind.Control, tokenizer.Vocabulary.KindOf(mark));
        Assert.DoesNotContain(mark, tokens);
        Assert.Equal($"a{spelling}b", StreamingDetokenizer.Decode(tokenizer.Vocabulary, tokens));
    }

    [Theory]
    [InlineData("llama", false)]
    [InlineData("llama", true)]
    [InlineData("gemma4", false)]
    public void Append_AnyTokens_GivesWhatWholeDecodingGives(string model, bool addsSpacePrefix)
    {
        Vocabulary vocabulary = TokenizerFixture.Of(model).Create(addsSpacePrefix).Vocabulary;
        int firstByte = vocabulary.Find("<0x00>")!.Value;
        Gen<int> tokens = Gen.Frequency(
            (1, Gen.Choose(0, vocabulary.Count - 1)),
            (3, Gen.Choose(firstByte, firstByte + 255)),
            (2, Gen.Choose(firstByte + 0x80, firstByte + 0xF4)));

        Check.One(s_config, Prop.ForAll(tokens.ListOf().Select(list => list.ToArray()).ToArbitrary(), sequence =>
        {
            byte[] bytes = [.. sequence.SelectMany(token => vocabulary.BytesOf(token).ToArray())];
            string whole = Encoding.UTF8.GetString(addsSpacePrefix && bytes is [(byte)' ', ..] ? bytes.AsSpan(1) : bytes);
            var streamed = new StringBuilder();
            var detokenizer = new StreamingDetokenizer(vocabulary);
            foreach (int token in sequence)
            {
                ReadOnlySpan<char> text = detokenizer.Append(token);
                streamed.Append(text);
                if (!text.IsEmpty && char.IsHighSurrogate(text[^1]))
                {
                    return false;
                }
            }

            return streamed.Append(detokenizer.Flush()).ToString() == whole;
        }));
    }

    [Fact]
    public void Append_ACharacterInBytes_HoldsItBackUntilItIsWhole()
    {
        Vocabulary vocabulary = TokenizerFixture.SentencePiece.Tokenizer.Vocabulary;
        var detokenizer = new StreamingDetokenizer(vocabulary);

        string[] pieces = [.. Encoding.UTF8.GetBytes("🦫").Select(value => detokenizer.Append(vocabulary.Find($"<0x{value:X2}>")!.Value).ToString())];

        Assert.Equal(["", "", "", "🦫"], pieces);
        Assert.Equal("", detokenizer.Append(vocabulary.Find("<0xE2>")!.Value).ToString());
        Assert.Equal("\uFFFD", detokenizer.Flush().ToString());
        Assert.Equal("", detokenizer.Flush().ToString());
    }

    [Theory]
    [InlineData("llama")]
    [InlineData("gemma4")]
    public void Encode_LongRepeats_ComeBack(string model)
    {
        // Each of these takes minutes where the work grows with the square of the text.
        ITokenizer tokenizer = TokenizerFixture.Of(model).Tokenizer;
        foreach (string unit in (string[])["a", " ", "\n", "<b", "<", "\u2581", "漢", "ab", "the quick\n", "😀"])
        {
            string text = string.Concat(Enumerable.Repeat(unit, 250_000 / unit.Length));

            Assert.Equal(text, StreamingDetokenizer.Decode(tokenizer.Vocabulary, Encode(tokenizer, text)));
        }
    }

    [Fact]
    public void Encode_FromSeveralThreads_GivesTheSame()
    {
        ITokenizer tokenizer = TokenizerFixture.SentencePiece.Tokenizer;

        Parallel.For(0, 64, new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken }, _ =>
        {
            foreach (TokenizerFixture.Sample sample in TokenizerFixture.SentencePiece.Samples)
            {
                Assert.Equal(sample.Tokens, Encode(tokenizer, sample.Text));
            }
        });
    }

    private static List<int> Encode(ITokenizer tokenizer, string text)
    {
        List<int> tokens = [];
        tokenizer.Encode(text, tokens);
        return tokens;
    }

    private static string WithoutLoneSurrogates(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
