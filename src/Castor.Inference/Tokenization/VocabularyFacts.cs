namespace Castor.Inference.Tokenization;

/// <summary>What a vocabulary is made of, before it is checked.</summary>
internal sealed record VocabularyFacts
{
    /// <summary>The pieces in the order of their ids.</summary>
    public required PieceList Pieces { get; init; }

    /// <summary>The kind of each piece, as <c>tokenizer.ggml.token_type</c> numbers it.</summary>
    public required int[] Kinds { get; init; }

    /// <summary>The score of each piece, where the tokenizer goes by scores.</summary>
    public float[]? Scores { get; init; }

    /// <summary>The start of a sequence.</summary>
    public int? Bos { get; init; }

    /// <summary>The end of a sequence.</summary>
    public int? Eos { get; init; }

    /// <summary>The end of a turn.</summary>
    public int? Eot { get; init; }

    /// <summary>What text becomes that nothing else can tell.</summary>
    public int? Unknown { get; init; }

    /// <summary>What fills a place.</summary>
    public int? Padding { get; init; }

    /// <summary>The ids that are never to be generated.</summary>
    public int[] Suppressed { get; init; } = [];

    /// <summary>Whether a sequence starts with <see cref="Bos"/>.</summary>
    public bool AddsBos { get; init; } = true;

    /// <summary>Whether a space goes before a text.</summary>
    public bool AddsSpacePrefix { get; init; }
}
