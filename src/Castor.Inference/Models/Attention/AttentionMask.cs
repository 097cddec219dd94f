namespace Castor.Inference.Models.Attention;

/// <summary>Which positions a row of a layer sees.</summary>
/// <param name="Window">Positions of a local layer's window; 0 where all are seen.</param>
/// <param name="IsCausal">Whether a row sees no later ones; otherwise half of a window lies before it and half behind.</param>
internal readonly record struct AttentionMask(int Window, bool IsCausal)
{
    /// <summary>The first position that a position sees.</summary>
    public int First(int position) => Window == 0 ? 0 : Math.Max(0, IsCausal ? position - Window + 1 : position - Window / 2);

    /// <summary>The last one.</summary>
    public int Last(in ForwardSpan span, int position)
    {
        int end = span.Start + span.RowCount - 1;
        return IsCausal ? position : Window == 0 ? end : Math.Min(end, position + Window / 2);
    }
}
