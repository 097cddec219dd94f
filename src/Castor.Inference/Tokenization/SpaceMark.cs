namespace Castor.Inference.Tokenization;

/// <summary>'▁' (U+2581), which stands for a space in SentencePiece's pieces.</summary>
internal static class SpaceMark
{
    /// <summary>The mark as UTF-8.</summary>
    public static ReadOnlySpan<byte> Utf8 => "\u2581"u8;

    /// <summary>A piece with spaces for its marks, in the place given or the piece itself where it has none.</summary>
    public static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> piece, Span<byte> place)
    {
        int mark = piece.IndexOf(Utf8);
        if (mark < 0)
        {
            return piece;
        }

        int length = 0;
        for (; mark >= 0; mark = piece.IndexOf(Utf8))
        {
            piece[..mark].CopyTo(place[length..]);
            length += mark;
            place[length++] = (byte)' ';
            piece = piece[(mark + Utf8.Length)..];
        }

        piece.CopyTo(place[length..]);
        return place[..(length + piece.Length)];
    }
}
