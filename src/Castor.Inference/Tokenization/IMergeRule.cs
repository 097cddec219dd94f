namespace Castor.Inference.Tokenization;

/// <summary>Which neighbours may become one, and which first.</summary>
internal interface IMergeRule
{
    /// <summary>What two neighbours become.</summary>
    /// <param name="text">The word that both are in.</param>
    /// <param name="left">The left one.</param>
    /// <param name="right">The right one, which starts where the left one ends.</param>
    /// <param name="rank">When they merge: the lowest of a word first.</param>
    /// <param name="token">The piece that they become.</param>
    bool TryMerge(ReadOnlySpan<byte> text, in MergeSymbol left, in MergeSymbol right, out uint rank, out int token);
}
