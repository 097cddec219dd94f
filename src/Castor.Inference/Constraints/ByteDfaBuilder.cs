namespace Castor.Inference.Constraints;

/// <summary>Makes an automaton over bytes, edge by edge. An edge may be set once only for each state and byte.</summary>
public sealed class ByteDfaBuilder
{
    private readonly List<bool> _accepts = [];
    private readonly List<(int From, byte First, byte Last, int To)> _edges = [];

    /// <summary>How many states there are.</summary>
    public int StateCount => _accepts.Count;

    /// <summary>Adds a state.</summary>
    public int AddState(bool accepts)
    {
        _accepts.Add(accepts);
        return _accepts.Count - 1;
    }

    /// <summary>Adds the edges of a range of bytes.</summary>
    public void AddEdge(int from, byte first, byte last, int to) => _edges.Add((from, first, last, to));

    /// <summary>Makes the automaton, without the states from which no accepting one is reached.</summary>
    /// <param name="start">Where it starts.</param>
    /// <param name="between">The states between two characters, where these are to be counted.</param>
    /// <returns>Null where nothing is accepted.</returns>
    public ByteDfa? Build(int start, params ReadOnlySpan<int> between)
    {
        int[] live = LiveStates(start, out int liveCount);
        if (live[start] < 0)
        {
            return null;
        }

        byte[] classes = Classes(out int classCount);
        int[] next = new int[liveCount * classCount];
        Array.Fill(next, ByteDfa.Dead);
        bool[] accepts = new bool[liveCount];
        for (int state = 0; state < live.Length; state++)
        {
            if (live[state] >= 0)
            {
                accepts[live[state]] = _accepts[state];
            }
        }

        foreach ((int from, byte first, byte last, int to) in _edges)
        {
            if (live[from] >= 0 && live[to] >= 0)
            {
                next.AsSpan((live[from] * classCount) + classes[first], classes[last] - classes[first] + 1).Fill(live[to]);
            }
        }

        bool[] counted = new bool[liveCount];
        foreach (int state in between)
        {
            if (live[state] >= 0)
            {
                counted[live[state]] = true;
            }
        }

        return new ByteDfa(classes, classCount, next, accepts, live[start], counted);
    }

    // Bytes that no edge tells apart are one class; classes ascend with the bytes, so that a range of bytes is a range of classes.
    private byte[] Classes(out int count)
    {
        bool[] starts = new bool[257];
        foreach ((_, byte first, byte last, _) in _edges)
        {
            starts[first] = true;
            starts[last + 1] = true;
        }

        byte[] classes = new byte[256];
        count = 0;
        for (int value = 0; value < 256; value++)
        {
            count += value > 0 && starts[value] ? 1 : 0;
            classes[value] = (byte)count;
        }

        count++;
        return classes;
    }

    // New numbers of the states that are reached and lead somewhere; -1 for the others.
    private int[] LiveStates(int start, out int count)
    {
        bool[] starts = new bool[_accepts.Count];
        starts[start] = true;
        bool[] reached = Spread(starts, isForward: true);
        bool[] leading = Spread([.. _accepts], isForward: false);
        int[] live = new int[_accepts.Count];
        count = 0;
        for (int state = 0; state < live.Length; state++)
        {
            live[state] = reached[state] && leading[state] ? count++ : -1;
        }

        return live;
    }

    private bool[] Spread(bool[] seen, bool isForward)
    {
        int[] ends = new int[_accepts.Count + 1];
        foreach ((int from, _, _, int to) in _edges)
        {
            ends[(isForward ? from : to) + 1]++;
        }

        for (int state = 0; state < _accepts.Count; state++)
        {
            ends[state + 1] += ends[state];
        }

        int[] places = ends[..^1];
        int[] others = new int[_edges.Count];
        foreach ((int from, _, _, int to) in _edges)
        {
            others[places[isForward ? from : to]++] = isForward ? to : from;
        }

        var open = new Stack<int>(Enumerable.Range(0, seen.Length).Where(s => seen[s]));
        while (open.TryPop(out int state))
        {
            foreach (int next in others.AsSpan(ends[state]..ends[state + 1]))
            {
                if (!seen[next])
                {
                    seen[next] = true;
                    open.Push(next);
                }
            }
        }

        return seen;
    }
}
