namespace Castor.Inference.Constraints;

/// <summary>
/// Where a grammar goes on when a rule ends: a step, how often a repetition has been, and the frame below. Equal stacks are one object, and what may come next is
/// kept with it. For one thread.
/// </summary>
internal sealed class GrammarFrame(int node, int count, GrammarFrame? below, int depth)
{
    // Nearly all have a few.
    private List<(int Node, int Count, GrammarFrame Frame)>? _above;
    private Dictionary<(int Node, int Count), GrammarFrame>? _manyAbove;
    private List<(int Node, GrammarPosition[] Positions)>? _after;
    private GrammarFrame? _open;

    public int Node { get; } = node;

    public int Count { get; } = count;

    public GrammarFrame? Below { get; } = below;

    /// <summary>Levels of nesting.</summary>
    public int Depth { get; } = depth;

    /// <summary>The items so far, where no two may be equal. Such a frame is of one answer.</summary>
    public UsedItems? Used { get; private init; }

    /// <summary>The same with other items so far.</summary>
    public GrammarFrame With(UsedItems used) => new(Node, Count, Below, Depth) { Used = used };

    /// <summary>The same where the item under way is among those so far, whatever it becomes.</summary>
    public GrammarFrame Open() => _open ??= Used!.IsOpen ? this : With(Used.Open());

    /// <summary>The frame above this one.</summary>
    public GrammarFrame Push(int node, int count, int depth, ref int made)
    {
        const int few = 8;
        if (_manyAbove is not null)
        {
            if (_manyAbove.TryGetValue((node, count), out GrammarFrame? one))
            {
                return one;
            }
        }
        else
        {
            foreach ((int knownNode, int knownCount, GrammarFrame known) in _above ?? [])
            {
                if (knownNode == node && knownCount == count)
                {
                    return known;
                }
            }
        }

        made++;
        GrammarFrame frame = new(node, count, this, depth);
        if (_manyAbove is null && (_above ??= []).Count < few)
        {
            _above.Add((node, count, frame));
            return frame;
        }

        _manyAbove ??= _above!.ToDictionary(a => (a.Node, a.Count), a => a.Frame);
        _manyAbove.Add((node, count), frame);
        return frame;
    }

    /// <summary>What may come at a step with this frame below, where it is known.</summary>
    public GrammarPosition[]? After(int node)
    {
        foreach ((int known, GrammarPosition[] positions) in _after ?? [])
        {
            if (known == node)
            {
                return positions;
            }
        }

        return null;
    }

    public void SetAfter(int node, GrammarPosition[] positions) => (_after ??= []).Add((node, positions));
}
