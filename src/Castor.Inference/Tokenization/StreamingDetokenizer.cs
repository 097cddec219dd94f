using System.Text;

namespace Castor.Inference.Tokenization;

/// <summary>
/// Turns tokens into text as they come: gives back what is complete and holds back a character whose bytes are not all there, at most three of them.
/// Bytes that are no UTF-8 become U+FFFD, as whole decoding has it. Allocates nothing per token. One stream, one thread.
/// </summary>
public sealed class StreamingDetokenizer
{
    private readonly Vocabulary _vocabulary;
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly char[] _text;
    private bool _atStart = true;

    /// <summary>A stream that has not begun.</summary>
    public StreamingDetokenizer(Vocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        _text = new char[Encoding.UTF8.GetMaxCharCount(vocabulary.LongestPiece)];
    }

    /// <summary>The text of tokens at once.</summary>
    public static string Decode(Vocabulary vocabulary, IEnumerable<int> tokens)
    {
        var detokenizer = new StreamingDetokenizer(vocabulary);
        var text = new StringBuilder();
        foreach (int token in tokens)
        {
            text.Append(detokenizer.Append(token));
        }

        return text.Append(detokenizer.Flush()).ToString();
    }

    /// <summary>Takes a token and gives the text that is complete with it, which lies there until the next call.</summary>
    public ReadOnlySpan<char> Append(int token)
    {
        ReadOnlySpan<byte> bytes = _vocabulary.BytesOf(token);
        if (_atStart && !bytes.IsEmpty)
        {
            // The space that the tokenizer put before the text.
            _atStart = false;
            bytes = _vocabulary.AddsSpacePrefix && bytes[0] == (byte)' ' ? bytes[1..] : bytes;
        }

        return _text.AsSpan(0, _decoder.GetChars(bytes, _text, flush: false));
    }

    /// <summary>Gives what was held back, as U+FFFD, at the end of a stream or before a mark.</summary>
    public ReadOnlySpan<char> Flush() => _text.AsSpan(0, _decoder.GetChars([], _text, flush: true));
}
