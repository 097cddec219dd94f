namespace Castor.Inference.Constraints;

/// <summary>
/// A deterministic automaton over bytes: the texts that a terminal of a grammar may be. Every state leads to an accepting one, so that whoever follows it never gets
/// stuck. Immutable.
/// </summary>
public sealed class ByteDfa
{
    /// <summary>Where no byte leads.</summary>
    internal const int Dead = -1;

    private readonly byte[] _classes;
    private readonly int _classCount;
    private readonly int[] _next;
    private readonly bool[] _accepts;
    private readonly short[] _onlyByte;
    private readonly short[] _fanout;
    private readonly bool[] _between;
    private readonly int[] _least = [];
    private readonly int[] _leastOn = [];
    private readonly bool[] _canClose = [];

    internal ByteDfa(byte[] classes, int classCount, int[] next, bool[] accepts, int start, bool[] between)
    {
        _classes = classes;
        _classCount = classCount;
        _next = next;
        _accepts = accepts;
        Start = start;
        _between = between;
        Counts = between.Contains(true);
        _onlyByte = new short[accepts.Length];
        _fanout = new short[accepts.Length];
        CountEdges();
        if (Counts)
        {
            _least = new int[accepts.Length];
            _leastOn = new int[accepts.Length];
            _canClose = new bool[accepts.Length];
            CountLeast();
        }
    }

    /// <summary>How many states there are.</summary>
    public int StateCount => _accepts.Length;

    internal int Start { get; }

    /// <summary>Whether there are states between characters, so that these can be counted.</summary>
    internal bool Counts { get; }

    /// <summary>The automaton of one text.</summary>
    public static ByteDfa Literal(ReadOnlySpan<byte> text)
    {
        // Class 0 is of the bytes that are not in it.
        byte[] classes = new byte[256];
        int classCount = 1;
        foreach (byte value in text)
        {
            classes[value] = classes[value] == 0 ? (byte)classCount++ : classes[value];
        }

        int[] next = new int[(text.Length + 1) * classCount];
        Array.Fill(next, Dead);
        for (int i = 0; i < text.Length; i++)
        {
            next[(i * classCount) + classes[text[i]]] = i + 1;
        }

        bool[] accepts = new bool[text.Length + 1];
        accepts[^1] = true;
        return new ByteDfa(classes, classCount, next, accepts, start: 0, between: []);
    }

    internal int Next(int state, byte value) => _next[(state * _classCount) + _classes[value]];

    internal bool Accepts(int state) => _accepts[state];

    /// <summary>The one byte that may come; -1 where there are several or none.</summary>
    internal int OnlyByte(int state) => _onlyByte[state];

    /// <summary>How many bytes may come.</summary>
    internal int Fanout(int state) => _fanout[state];

    /// <summary>Whether a state is one between two characters.</summary>
    internal bool IsBetween(int state) => Counts && _between[state];

    /// <summary>Whether a step completes a character. What stands before the first one, an opening quote, is none.</summary>
    internal bool Completes(int state, int next) => IsBetween(next) && (state != Start || _between[Start]);

    /// <summary>Whether a step leaves the characters behind.</summary>
    internal bool Closes(int state, int next) => _between[state] && !_between[next] && Accepts(next);

    /// <summary>Whether a byte may come that leaves the characters behind.</summary>
    internal bool CanClose(int state) => _canClose[state];

    /// <summary>The fewest characters yet to be completed on the way to an end.</summary>
    internal int Least(int state) => Counts ? _least[state] : 0;

    /// <summary>The same where one more begins here, between two characters.</summary>
    internal int LeastOn(int state) => _leastOn[state];

    // From the ends backwards, those without another character first.
    private void CountLeast()
    {
        Array.Fill(_least, int.MaxValue);
        Array.Fill(_leastOn, int.MaxValue);
        List<(int From, int Cost)>[] before = Reversed();
        var open = new PriorityQueue<int, int>();
        for (int state = 0; state < _accepts.Length; state++)
        {
            if (_accepts[state])
            {
                _least[state] = 0;
                open.Enqueue(state, 0);
            }
        }

        while (open.TryDequeue(out int state, out int least))
        {
            if (least > _least[state])
            {
                continue;
            }

            foreach ((int from, int cost) in before[state])
            {
                if (least + cost < _least[from])
                {
                    _least[from] = least + cost;
                    open.Enqueue(from, least + cost);
                }
            }
        }

        for (int state = 0; state < before.Length; state++)
        {
            foreach ((int from, int cost) in before[state])
            {
                bool closes = Closes(from, state);
                _canClose[from] |= closes;
                _leastOn[from] = closes ? _leastOn[from] : Math.Min(_leastOn[from], _least[state] + cost);
            }
        }
    }

    private List<(int From, int Cost)>[] Reversed()
    {
        List<(int From, int Cost)>[] before = [.. _accepts.Select(_ => new List<(int From, int Cost)>())];
        for (int state = 0; state < _accepts.Length; state++)
        {
            int last = Dead;
            for (int c = 0; c < _classCount; c++)
            {
                int next = _next[(state * _classCount) + c];
                if (next >= 0 && next != last)
                {
                    before[next].Add((state, Completes(state, next) ? 1 : 0));
                    last = next;
                }
            }
        }

        return before;
    }

    private void CountEdges()
    {
        Span<short> sizes = stackalloc short[256];
        Span<short> members = stackalloc short[256];
        for (int value = 0; value < 256; value++)
        {
            sizes[_classes[value]]++;
            members[_classes[value]] = (short)value;
        }

        for (int state = 0; state < _accepts.Length; state++)
        {
            short only = -1;
            for (int c = 0; c < _classCount; c++)
            {
                if (_next[(state * _classCount) + c] >= 0)
                {
                    only = members[c];
                    _fanout[state] += sizes[c];
                }
            }

            _onlyByte[state] = _fanout[state] == 1 ? only : (short)-1;
        }
    }
}
