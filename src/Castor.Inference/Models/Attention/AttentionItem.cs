namespace Castor.Inference.Models.Attention;

/// <summary>
/// A piece of attention for one head of keys: some rows of a span against all their chunks of positions, or one row against a single chunk, to be merged later.
/// </summary>
/// <param name="Span">The span's index.</param>
/// <param name="FirstRow">The first row of the batch.</param>
/// <param name="RowCount">How many rows.</param>
/// <param name="KvHead">The head of keys and values.</param>
/// <param name="FirstChunk">The first chunk.</param>
/// <param name="EndChunk">One past the last.</param>
/// <param name="Partial">Where the result goes until it is merged; -1 where the item takes all chunks.</param>
internal readonly record struct AttentionItem(int Span, int FirstRow, int RowCount, int KvHead, int FirstChunk, int EndChunk, int Partial);
