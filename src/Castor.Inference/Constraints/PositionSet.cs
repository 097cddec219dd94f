namespace Castor.Inference.Constraints;

/// <summary>The places where an answer may be, each once, in the order they were found. Keeps its room.</summary>
internal sealed class PositionSet
{
    private const int FewEnoughToScan = 12;

    private readonly HashSet<GrammarPosition> _seen = [];
    private GrammarPosition[] _positions = new GrammarPosition[16];

    public int Count { get; private set; }

    public ReadOnlySpan<GrammarPosition> Positions => _positions.AsSpan(0, Count);

    /// <summary>Whether the answer may end at one of them.</summary>
    public bool HasEnd
    {
        get
        {
            foreach (ref readonly GrammarPosition position in Positions)
            {
                if (position.Node == GrammarBuilder.End)
                {
                    return true;
                }
            }

            return false;
        }
    }

    public void Clear()
    {
        Count = 0;
        _seen.Clear();
    }

    public void Add(ReadOnlySpan<GrammarPosition> positions)
    {
        foreach (ref readonly GrammarPosition position in positions)
        {
            Add(position);
        }
    }

    public void Add(in GrammarPosition position)
    {
        if (Count >= Grammar.MostPositions || Has(position))
        {
            return;
        }

        if (Count == _positions.Length)
        {
            Array.Resize(ref _positions, 2 * Count);
        }

        _positions[Count++] = position;
    }

    private bool Has(in GrammarPosition position)
    {
        if (Count < FewEnoughToScan)
        {
            foreach (ref readonly GrammarPosition known in Positions)
            {
                if (known.Equals(position))
                {
                    return true;
                }
            }

            return false;
        }

        if (_seen.Count == 0)
        {
            foreach (ref readonly GrammarPosition known in Positions)
            {
                _seen.Add(known);
            }
        }

        return !_seen.Add(position);
    }
}
