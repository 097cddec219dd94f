using System.Text;
using Castor.Inference.Tokenization;

namespace Castor.Inference.Tests.Tokenization;

public sealed class LlamaCppTests
{
    [Theory]
    [InlineData("llama")]
    [InlineData("gemma4")]
    public void Encode_RecordedTexts_GivesLlamaCppsTokens(string model)
    {
        TokenizerFixture fixture = TokenizerFixture.Of(model);

        var differences = new StringBuilder();
        foreach (TokenizerFixture.Sample sample in fixture.Samples)
        {
            Compare(fixture.Tokenizer, sample.Text, sample.Tokens, differences);
        }

        Assert.Equal("", differences.ToString());
        Assert.True(fixture.Samples.Count > 100);
    }

    [Fact]
    public void Encode_WithASpacePrefix_GivesLlamaCppsTokens()
    {
        ITokenizer tokenizer = TokenizerFixture.SentencePiece.Create(addsSpacePrefix: true);

        var differences = new StringBuilder();
        foreach (TokenizerFixture.Sample sample in TokenizerFixture.SentencePiece.Samples.Where(sample => sample.Prefixed is not null))
        {
            Compare(tokenizer, sample.Text, sample.Prefixed!, differences);
        }

        Assert.Equal("", differences.ToString());
    }

    private static void Compare(ITokenizer tokenizer, string text, int[] expected, StringBuilder differences)
    {
        List<int> tokens = [];
        tokenizer.Encode(text, tokens);
        if (!tokens.SequenceEqual(expected))
        {
            differences.AppendLine($"'{text}': {Names(tokenizer, expected)} became {Names(tokenizer, tokens)}");
        }
    }

    private static string Names(ITokenizer tokenizer, IEnumerable<int> tokens) => string.Join('|', tokens.Select(tokenizer.Vocabulary.NameOf));
}
