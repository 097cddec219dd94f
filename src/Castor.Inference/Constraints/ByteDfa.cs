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

    internal ByteDfa(byte[] classes, int classCount, int[] next, bool[] accepts, int start, int repeatState)
    {
        _classes = classes;
        _classCount = classCount;
        _next = next;
        _accepts = accepts;
        Start = start;
        RepeatState = repeatState;
        _onlyByte = new short[accepts.Length];
        _fanout = new short[accepts.Length];
        CountEdges();
    }

    /// <summary>How many states there are.</summary>
    public int StateCount => _accepts.Length;

    internal int Start { get; }

    /// <summary>The state between two repetitions, where there is one that counts; else -1.</summary>
    internal int RepeatState { get; }

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
        return new ByteDfa(classes, classCount, next, accepts, start: 0, repeatState: -1);
    }

    internal int Next(int state, byte value) => _next[(state * _classCount) + _classes[value]];

    internal bool Accepts(int state) => _accepts[state];

    /// <summary>The one byte that may come; -1 where there are several or none.</summary>
    internal int OnlyByte(int state) => _onlyByte[state];

    /// <summary>How many bytes may come.</summary>
    internal int Fanout(int state) => _fanout[state];

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
