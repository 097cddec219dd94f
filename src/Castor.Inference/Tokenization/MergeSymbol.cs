namespace Castor.Inference.Tokenization;

/// <summary>A stretch of a word on its way to become a piece, linked to its neighbours.</summary>
internal struct MergeSymbol
{
    /// <summary>Its first byte in the word.</summary>
    public int Start;

    /// <summary>Its bytes; 0 once its left neighbour has taken it in.</summary>
    public int Length;

    /// <summary>The symbol before it, or -1.</summary>
    public int Previous;

    /// <summary>The symbol after it, or -1.</summary>
    public int Next;

    /// <summary>The piece that it is, or -1.</summary>
    public int Token;
}
