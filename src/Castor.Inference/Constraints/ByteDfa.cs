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
        for (int state = 0; state < accepts.Length; state++)
        {
            CountEdges(state);
        }
    }

    /// <summary>How many states there are.</summary>
    public int StateCount => _accepts.Length;

    internal int Start { get; }

    /// <summary>The state between two repetitions, where there is one that counts; else -1.</summary>
    internal int RepeatState { get; }

    /// <summary>The automaton of one text.</summary>
    public static ByteDfa Literal(ReadOnlySpan<byte> text)
    {
        var builder = new ByteDfaBuilder();
        int state = builder.AddState(text.IsEmpty);
        for (int i = 0; i < text.Length; i++)
        {
            int next = builder.AddState(i == text.Length - 1);
            builder.AddEdge(state, text[i], text[i], next);
            state = next;
        }

        return builder.Build(0)!;
    }

    internal int Next(int state, byte value) => _next[(state * _classCount) + _classes[value]];

    internal bool Accepts(int state) => _accepts[state];

    /// <summary>The one byte that may come; -1 where there are several or none.</summary>
    internal int OnlyByte(int state) => _onlyByte[state];

    /// <summary>How many bytes may come.</summary>
    internal int Fanout(int state) => _fanout[state];

    private void CountEdges(int state)
    {
        int only = -1;
        short count = 0;
        for (int value = 0; value < 256; value++)
        {
            if (Next(state, (byte)value) >= 0)
            {
                only = value;
                count++;
            }
        }

        _onlyByte[state] = (short)(count == 1 ? only : -1);
        _fanout[state] = count;
    }
}
