namespace Castor.Inference.Tokenization;

/// <summary>Turns text into the tokens of a model.</summary>
public interface ITokenizer
{
    /// <summary>The pieces that text is turned into.</summary>
    Vocabulary Vocabulary { get; }

    /// <summary>
    /// Appends the tokens of a text. All of it is plain text: a mark that it spells becomes the pieces of the spelling, never the mark. No mark is
    /// put before or after it. Several threads may call this at once.
    /// </summary>
    /// <param name="text">The text; a lone surrogate is read as U+FFFD.</param>
    /// <param name="tokens">Where the tokens go.</param>
    void Encode(ReadOnlySpan<char> text, List<int> tokens);
}
