using System.Text.Json;
using Castor.Inference.Tokenization;

namespace Castor.Inference.Tests.Tokenization;

/// <summary>A vocabulary of tests/fixtures/tokenizer and what llama.cpp makes of texts with it.</summary>
internal sealed class TokenizerFixture
{
    private readonly JsonElement _vocabulary;

    private TokenizerFixture(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(RepositoryFile.Path($"tests/fixtures/tokenizer/{name}.json")));
        JsonElement root = document.RootElement.Clone();
        _vocabulary = root.GetProperty("vocabulary");
        Samples = [.. root.GetProperty("samples").EnumerateArray().Select(sample => new Sample(
            sample.GetProperty("text").GetString()!,
            Numbers(sample, "tokens")!,
            Numbers(sample, "prefixed")))];
        Tokenizer = Create(addsSpacePrefix: false);
    }

    public static TokenizerFixture SentencePiece { get; } = new("sentencepiece");

    public static TokenizerFixture Gemma4 { get; } = new("gemma4");

    public IReadOnlyList<Sample> Samples { get; }

    public ITokenizer Tokenizer { get; }

    public static TokenizerFixture Of(string model) => model == "gemma4" ? Gemma4 : SentencePiece;

    public ITokenizer Create(bool addsSpacePrefix)
    {
        var vocabulary = new Vocabulary(new VocabularyFacts
        {
            Pieces = Texts("pieces"),
            Kinds = Numbers(_vocabulary, "kinds")!,
            Scores = Numbers(_vocabulary, "scores")?.Select(score => (float)score).ToArray(),
            Bos = _vocabulary.GetProperty("bos").GetInt32(),
            Eos = _vocabulary.GetProperty("eos").GetInt32(),
            Unknown = _vocabulary.GetProperty("unknown").GetInt32(),
            Padding = _vocabulary.GetProperty("padding").GetInt32(),
            AddsSpacePrefix = addsSpacePrefix,
        });
        return _vocabulary.TryGetProperty("merges", out _)
            ? new Gemma4Tokenizer(vocabulary, Texts("merges"))
            : new SentencePieceTokenizer(vocabulary);
    }

    private static int[]? Numbers(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement numbers) ? [.. numbers.EnumerateArray().Select(number => number.GetInt32())] : null;

    private PieceList Texts(string name) => PieceList.Of([.. _vocabulary.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)]);

    public sealed record Sample(string Text, int[] Tokens, int[]? Prefixed);
}
