using Castor.Inference.Sampling;

namespace Castor.Inference.Chat;

/// <summary>
/// Holds an answer's thoughts to a budget: all tokens of thoughts count, their marks too, and where only the end still fits, nothing else may come.
/// Beside thoughts another constraint holds, which never sees them.
/// </summary>
/// <param name="masks">The masks of the vocabulary.</param>
/// <param name="budget">The most tokens of thoughts; fewer than the two marks of one mean no thoughts.</param>
/// <param name="rest">What holds beside thoughts; null for nothing.</param>
internal sealed class ThoughtLimit(ThoughtMasks masks, int budget, TokenConstraint? rest) : TokenConstraint
{
    // A mark before a thought and one after it.
    private const int MarkCount = 2;

    private bool _isThinking;
    private bool _hasSpoken;
    private int _count;
    private ulong[]? _first;

    /// <inheritdoc/>
    public override ReadOnlySpan<ulong> Allowed
    {
        get
        {
            if (_isThinking)
            {
                return _count + 1 >= budget ? masks.OnlyEnd : masks.Within;
            }

            ReadOnlySpan<ulong> allowed = rest is null ? [] : rest.Allowed;
            bool mayThink = _count <= budget - MarkCount;
            if (allowed.IsEmpty)
            {
                return mayThink ? [] : masks.Beside;
            }

            // A form that the answer must have begins after the thoughts.
            return mayThink && !_hasSpoken ? _first ??= masks.WithStart(allowed) : allowed;
        }
    }

    /// <inheritdoc/>
    public override void Accept(int token)
    {
        if (_isThinking || token == masks.Start)
        {
            _isThinking = token != masks.End;
            _count++;
        }
        else
        {
            _hasSpoken = true;
            rest?.Accept(token);
        }
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<int> Forced() => _isThinking || rest is null ? [] : rest.Forced();
}
