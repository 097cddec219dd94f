using Castor.Inference.Gguf;
using Castor.Inference.Tests.Gguf;
using Castor.Inference.Tokenization;

namespace Castor.Inference.Tests.Tokenization;

public sealed class TokenizerFileTests : IDisposable
{
    private static readonly string[] s_pieces = ["<unk>", "<eos>", "a", "b", "ab", "\u2581"];

    private readonly MemoryFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("llama", 7, true)]
    [InlineData("gemma4", 7, false)]
    public void Create_KnownModel_ReadsItsVocabulary(string model, int entries, bool addsSpacePrefix)
    {
        using GgufFile file = _files.Open(Write(model, entries));

        ITokenizer tokenizer = Tokenizer.Create(file.Metadata);
        List<int> tokens = [];
        tokenizer.Encode("ab", tokens);

        Assert.Equal(addsSpacePrefix ? [5, 4] : [4], tokens);
        Assert.Equal(addsSpacePrefix, tokenizer.Vocabulary.AddsSpacePrefix);
        Assert.Equal(6, tokenizer.Vocabulary.Count);
        Vocabulary vocabulary = tokenizer.Vocabulary;
        Assert.Equal((null, 1, null, 0), (vocabulary.Bos, vocabulary.Eos, vocabulary.EndOfTurn, vocabulary.Unknown));
        Assert.True(vocabulary.AddsBos);
        Assert.Equal("ab", StreamingDetokenizer.Decode(vocabulary, tokens));
    }

    [Fact]
    public void Create_UnknownModel_IsRefusedByName()
    {
        using GgufFile file = _files.Open(Write("gpt2", 7));

        GgufException exception = Assert.Throws<GgufException>(() => Tokenizer.Create(file.Metadata));

        Assert.Equal("tokenizer.ggml.model is 'gpt2'; known are 'llama' and 'gemma4'.", exception.Message);
    }

    [Fact]
    public void Create_WithoutAKey_NamesIt()
    {
        using GgufFile file = _files.Open(Write("gemma4", 6));

        GgufException exception = Assert.Throws<GgufException>(() => Tokenizer.Create(file.Metadata));

        Assert.Contains("tokenizer.ggml.merges", exception.Message, StringComparison.Ordinal);
    }

    private static RawGguf Write(string model, int entries)
    {
        RawGguf raw = RawGguf.Begin(0, (ulong)entries).Key("tokenizer.ggml.model", RawGguf.Text).String(model);
        raw.ArrayKey("tokenizer.ggml.tokens", RawGguf.Text, 6);
        foreach (string piece in s_pieces)
        {
            raw.String(piece);
        }

        raw.ArrayKey("tokenizer.ggml.token_type", RawGguf.Int32, 6).U32(2).U32(3).U32(1).U32(1).U32(1).U32(1);
        raw.ArrayKey("tokenizer.ggml.scores", RawGguf.Single, 6).F32(0).F32(0).F32(-1).F32(-2).F32(-3).F32(-4);
        raw.Key("tokenizer.ggml.unknown_token_id", RawGguf.UInt32).U32(0).Key("tokenizer.ggml.eos_token_id", RawGguf.UInt32).U32(1);
        return entries == 6 ? raw : raw.ArrayKey("tokenizer.ggml.merges", RawGguf.Text, 1).String("a b");
    }
}
