namespace Castor.Inference.Models.Attention;

/// <summary>How the attention of a layer is cut into items for the workers. Reused; allocates nothing once it has grown.</summary>
internal sealed class AttentionPlan
{
    private readonly List<AttentionItem> _items = [];
    private readonly List<AttentionItem> _merges = [];

    /// <summary>The items, those of which there is most to do first, so that workers end together.</summary>
    public IReadOnlyList<AttentionItem> Items => _items;

    /// <summary>Rows whose chunks are items of their own and are merged from the first to the last.</summary>
    public IReadOnlyList<AttentionItem> Merges => _merges;

    /// <summary>Results of single chunks that need room until then.</summary>
    public int Partials { get; private set; }

    /// <summary>Cuts anew.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="mask">What a row sees.</param>
    /// <param name="promptQueries">The most queries of an item where the row is of a prompt.</param>
    /// <param name="answerQueries">The most of other items.</param>
    public void Cut(ForwardBatch batch, LayerConfig layer, AttentionMask mask, int promptQueries, int answerQueries)
    {
        _items.Clear();
        _merges.Clear();
        Partials = 0;
        int group = layer.HeadCount / layer.KvHeadCount;
        ReadOnlySpan<ForwardSpan> spans = batch.Spans;
        for (int s = 0; s < spans.Length; s++)
        {
            ForwardSpan span = spans[s];
            int rowsPerItem = Math.Max(1, (span.FirstRow < batch.PromptCount ? promptQueries : answerQueries) / group);
            for (int row = (span.RowCount - 1) / rowsPerItem * rowsPerItem; row >= 0; row -= rowsPerItem)
            {
                int count = Math.Min(rowsPerItem, span.RowCount - row);
                int firstChunk = mask.First(span.Start + row) / AttentionWork.ChunkLength;
                int endChunk = mask.Last(span, span.Start + row + count - 1) / AttentionWork.ChunkLength + 1;
                bool splits = count == 1 && endChunk - firstChunk > 1;
                for (int head = 0; head < layer.KvHeadCount; head++)
                {
                    AttentionItem whole = new(s, span.FirstRow + row, count, head, firstChunk, endChunk, splits ? Partials : -1);
                    if (!splits)
                    {
                        _items.Add(whole);
                        continue;
                    }

                    _merges.Add(whole);
                    for (int chunk = firstChunk; chunk < endChunk; chunk++)
                    {
                        _items.Add(whole with { FirstChunk = chunk, EndChunk = chunk + 1, Partial = Partials++ });
                    }
                }
            }
        }
    }
}
