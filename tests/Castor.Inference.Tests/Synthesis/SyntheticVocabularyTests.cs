using System.Text;
using Castor.Inference.Gguf;
using Castor.Inference.Synthesis;
using Castor.Inference.Tests.Gguf;
using Castor.Inference.Tokenization;

namespace Castor.Inference.Tests.Synthesis;

public sealed class SyntheticVocabularyTests : IDisposable
{
    private readonly MemoryFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(ModelFamily.Gemma3, 1024)]
    [InlineData(ModelFamily.Gemma3, 262_144)]
    [InlineData(ModelFamily.Gemma3n, 1024)]
    [InlineData(ModelFamily.Gemma4, 1024)]
    [InlineData(ModelFamily.Gemma4, 262_144)]
    [InlineData(ModelFamily.GemmaEmbedding, 2048)]
    public void Encode_AnyText_ComesBack(ModelFamily family, int size)
    {
        ITokenizer tokenizer = Tokenizer.Create(Write(family, size));

        foreach (string text in (string[])["Hello world", " the  quick\n\n\nbrown\tfox ", "über 42 Grüße, 漢字 😀 \u0001", "", "<bos><start_of_turn><|turn>", "\r\n"])
        {
            List<int> tokens = [];
            tokenizer.Encode(text, tokens);
            Assert.Equal(text, Encoding.UTF8.GetString([.. tokens.SelectMany(t => tokenizer.Vocabulary.BytesOf(t).ToArray())]));
        }
    }

    [Theory]
    [InlineData(ModelFamily.Gemma3)]
    [InlineData(ModelFamily.Gemma4)]
    public void Encode_FullSize_MergesWords(ModelFamily family)
    {
        ITokenizer tokenizer = Tokenizer.Create(Write(family, 262_144));
        List<int> tokens = [];

        tokenizer.Encode("the quick brown fox jumps over the lazy dog", tokens);

        Assert.InRange(tokens.Count, 9, 22);
    }

    [Theory]
    [InlineData(ModelFamily.Gemma3, "<start_of_turn>", "<end_of_turn>", "<start_of_image>")]
    [InlineData(ModelFamily.Gemma3n, "<start_of_turn>", "<end_of_turn>", "<start_of_image>")]
    [InlineData(ModelFamily.Gemma4, "<|turn>", "<turn|>", "<|image>")]
    public void Marks_OfGemma_HaveGemmasIds(ModelFamily family, string start, string end, string image)
    {
        var vocabulary = Vocabulary.Read(Write(family, 262_144));

        Assert.Equal(262_144, vocabulary.Count);
        Assert.Equal((0, 1, 2, 3, 105, 106), (vocabulary.Padding, vocabulary.Eos, vocabulary.Bos, vocabulary.Unknown, vocabulary.Find(start), vocabulary.Find(end)));
        Assert.Equal(255_999, vocabulary.Find(image));
        Assert.Equal(TokenKind.Control, vocabulary.KindOf(105));
        Assert.True(vocabulary.IsEndOfGeneration(106));
        Assert.Equal((107, 238, 493), (vocabulary.Find("\n"), vocabulary.Find("<0x00>"), vocabulary.Find("<0xFF>")));
    }

    [Fact]
    public void Size_TooSmall_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticVocabulary(ModelFamily.Gemma3, SyntheticVocabulary.SmallestSize - 1));

    private GgufMetadata Write(ModelFamily family, int size)
    {
        var writer = new GgufWriter();
        new SyntheticVocabulary(family, size).Write(writer);
        var stream = new MemoryStream();
        writer.Write(stream);
        return _files.Add("v", stream.ToArray()).Open("v").Metadata;
    }
}
