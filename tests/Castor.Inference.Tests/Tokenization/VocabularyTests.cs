using System.Text;
using Castor.Inference.Gguf;
using Castor.Inference.Tokenization;

namespace Castor.Inference.Tests.Tokenization;

public sealed class VocabularyTests
{
    private static readonly VocabularyFacts s_small = new()
    {
        Pieces = PieceList.Of(["<unk>", "<eos>", "<|tool_call>", "\u2581a\u2581", "<0x41>", "\n", "<turn|>", "free"]),
        Kinds = [2, 3, 4, 1, 6, 4, 3, 5],
        Eos = 1,
        Unknown = 0,
    };

    [Fact]
    public void Vocabulary_Small_TellsWhatItsTokensAre()
    {
        var vocabulary = new Vocabulary(s_small with { Suppressed = [7, 8, -1, 3] });

        Assert.Equal([7, 3], vocabulary.Suppressed);
        Assert.Equal(8, vocabulary.Count);
        Assert.Equal(["", "", "", " a ", "A", "\n", "", ""], Enumerable.Range(0, 8).Select(token => Encoding.UTF8.GetString(vocabulary.BytesOf(token))));
        Assert.Equal(3, vocabulary.Find("\u2581a\u2581"));
        Assert.Null(vocabulary.Find("a"));
        Assert.Null(vocabulary.Find(""));
        Assert.Equal("\u2581a\u2581", vocabulary.NameOf(3));
        Assert.Equal(TokenKind.Control, vocabulary.KindOf(2));
        Assert.Equal([1, 6], Enumerable.Range(0, 8).Where(vocabulary.IsEndOfGeneration));
        Assert.False(vocabulary.IsEndOfGeneration(-1));
    }

    [Fact]
    public void Vocabulary_WithAMarkOfResponses_EndsThere()
    {
        PieceList pieces = PieceList.Of(["<unk>", "<eos>", "<|tool_response>", "a", "<0x41>", "\n", "b", "c"]);
        var vocabulary = new Vocabulary(s_small with { Pieces = pieces, Eot = 6 });

        Assert.Equal([1, 2, 6], Enumerable.Range(0, 8).Where(vocabulary.IsEndOfGeneration));
        Assert.Equal(TokenKind.Control, vocabulary.KindOf(6));
    }

    [Fact]
    public void Vocabulary_ArraysThatDifferInLength_IsRefused()
    {
        Refused(s_small with { Kinds = [1, 2] }, "tokenizer.ggml.token_type has 2 elements and tokenizer.ggml.tokens 8.");
        Refused(s_small with { Scores = [1, 2, 3] }, "tokenizer.ggml.scores has 3 elements and tokenizer.ggml.tokens 8.");
        Refused(s_small with { Pieces = PieceList.Of([]), Kinds = [] }, "tokenizer.ggml.tokens is empty.");
    }

    [Theory]
    [InlineData(8)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Vocabulary_IdThatIsNoToken_IsRefused(int token)
    {
        Refused(s_small with { Bos = token }, $"tokenizer.ggml.bos_token_id is {token}, and there are 8 tokens.");
        Refused(s_small with { Eos = token }, $"tokenizer.ggml.eos_token_id is {token}, and there are 8 tokens.");
        Refused(s_small with { Eot = token }, $"tokenizer.ggml.eot_token_id is {token}, and there are 8 tokens.");
        Refused(s_small with { Unknown = token }, $"tokenizer.ggml.unknown_token_id is {token}, and there are 8 tokens.");
        Refused(s_small with { Padding = token }, $"tokenizer.ggml.padding_token_id is {token}, and there are 8 tokens.");
    }

    [Fact]
    public void Vocabulary_PieceThatCannotBe_IsRefused()
    {
        Refused(s_small with { Kinds = [2, 3, 4, 1, 6, 4, 3, 7] }, "tokenizer.ggml.token_type: token 7 is of kind 7, which is not known.");
        Refused(s_small with { Kinds = [2, 3, 4, 6, 6, 4, 3, 1] }, "tokenizer.ggml.tokens: token 3 is a byte, and '\u2581a\u2581' names none.");
        Refused(
            s_small with { Pieces = PieceList.Of(["<unk>", new string('a', 1025), "b", "c", "d", "e", "f", "g"]) },
            "tokenizer.ggml.tokens has a piece of 1025 bytes, and 1024 is the most.");
        Refused(
            s_small with { Pieces = PieceList.Of(["<unk>", "<eos>", "a", "b", "<0x41>", "\n", "a", "c"]) },
            "tokenizer.ggml.tokens: ids 2 and 6 are both 'a'.");
    }

    [Fact]
    public void Tokenizer_VocabularyThatLacksSomething_IsRefused()
    {
        Refused(s_small, "tokenizer.ggml.scores is missing.");
        Refused(s_small with { Scores = [0, 0, 0, float.NaN, 0, 0, 0, 0] }, "tokenizer.ggml.scores: element 3 is not a number.");
        Refused(s_small with { Unknown = null }, "tokenizer.ggml.tokens has no <0x00>, and tokenizer.ggml.unknown_token_id is missing.");
    }

    [Theory]
    [InlineData("ab", "element 0 is not two pieces.")]
    [InlineData("a ", "element 0 is not two pieces.")]
    [InlineData(" ", "element 0 is not two pieces.")]
    [InlineData("", "element 0 is not two pieces.")]
    [InlineData("a free", "element 0 is of pieces that are not in tokenizer.ggml.tokens.")]
    [InlineData("free free", "element 0 is of pieces that are not in tokenizer.ggml.tokens.")]
    public void Gemma4Tokenizer_MergeThatCannotBe_IsRefused(string merge, string message) =>
        Assert.Equal(
            $"tokenizer.ggml.merges: {message}",
            Assert.Throws<GgufException>(() => new Gemma4Tokenizer(new Vocabulary(s_small), PieceList.Of([merge]))).Message);

    [Fact]
    public void Encode_WithoutBytes_GivesTheUnknownOncePerCharacter()
    {
        var tokenizer = new SentencePieceTokenizer(new Vocabulary(s_small with { Scores = new float[8] }));
        List<int> tokens = [];

        tokenizer.Encode("\n漢A\u2581", tokens);

        Assert.Equal([5, 0, 4, 0], tokens);
    }

    private static void Refused(VocabularyFacts facts, string message) =>
        Assert.Equal(message, Assert.Throws<GgufException>(() => new SentencePieceTokenizer(new Vocabulary(facts))).Message);
}
