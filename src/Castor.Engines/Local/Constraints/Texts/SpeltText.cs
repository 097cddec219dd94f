using Castor.Inference.Constraints;

namespace Castor.Engines.Local.Constraints;

/// <summary>Turns automata over characters into automata over the bytes that spell them: UTF-8 without exceptions, JSON's escapes where they are needed.</summary>
internal sealed class SpeltText
{
    private const int Continuation = 64;

    private static readonly (char Letter, int Character)[] s_escapes =
        [('"', '"'), ('\\', '\\'), ('b', '\b'), ('f', '\f'), ('n', '\n'), ('r', '\r'), ('t', '\t')];

    private static readonly (char First, char Last)[] s_plain = [('\0', '\x7F')];
    private static readonly (char First, char Last)[] s_plainJson = [(' ', '!'), ('#', '['), (']', '\x7F')];

    private readonly CharDfa _dfa;
    private readonly bool _isJson;
    private readonly ByteDfaBuilder _builder = new();
    private readonly int[] _states;
    private readonly Dictionary<(int Length, int To), int> _uniform = [];
    private readonly Dictionary<int, int> _escapes = [];

    private SpeltText(CharDfa dfa, TextSpelling spelling)
    {
        _dfa = dfa;
        _isJson = spelling == TextSpelling.Json;
        _states = new int[dfa.StateCount];
    }

    /// <summary>The bytes of a string; null where there is none.</summary>
    /// <param name="dfa">What the string may be.</param>
    /// <param name="spelling">How it is spelt.</param>
    /// <param name="counts">Whether its characters are to be counted.</param>
    public static ByteDfa? Of(CharDfa dfa, TextSpelling spelling, bool counts = false)
    {
        var text = new SpeltText(dfa, spelling);
        int start = text.AddStates(dfa.Accepts);
        return counts ? text._builder.Build(start, text._states) : text._builder.Build(start);
    }

    private int AddStates(Func<int, bool> accepts)
    {
        for (int state = 0; state < _states.Length; state++)
        {
            _states[state] = _builder.AddState(!_isJson && accepts(state));
        }

        int start = _states[0];
        if (_isJson)
        {
            start = _builder.AddState(false);
            int end = _builder.AddState(true);
            _builder.AddEdge(start, (byte)'"', (byte)'"', _states[0]);
            for (int state = 0; state < _states.Length; state++)
            {
                if (accepts(state))
                {
                    _builder.AddEdge(_states[state], (byte)'"', (byte)'"', end);
                }
            }
        }

        for (int state = 0; state < _states.Length; state++)
        {
            AddAscii(state);
            AddOthers(state);
            if (_isJson)
            {
                AddEscapes(state);
            }
        }

        return start;
    }

    private void AddAscii(int state)
    {
        foreach (CharEdge edge in _dfa.Edges(state))
        {
            foreach ((char first, char last) in _isJson ? s_plainJson : s_plain)
            {
                int from = Math.Max(edge.First, first);
                int to = Math.Min(edge.Last, last);
                if (from <= to)
                {
                    _builder.AddEdge(_states[state], (byte)from, (byte)to, _states[edge.To]);
                }
            }
        }
    }

    private void AddOthers(int state)
    {
        CharEdge[] edges = _dfa.Edges(state);
        if (edges.Length == 0 || edges[^1].Last < 0x80)
        {
            return;
        }

        AddLeads(state, edges, 0xC2, 0xDF, 1, 0x80);
        AddLeads(state, edges, 0xE0, 0xEF, 2, 0x800);
        AddLeads(state, edges, 0xF0, 0xF4, 3, 0x10000);
    }

    private void AddLeads(int state, CharEdge[] edges, int first, int last, int length, int least)
    {
        int size = 1 << (6 * length);
        int begin = first;
        int before = -1;
        for (int lead = first; lead <= last + 1; lead++)
        {
            int to = lead <= last ? Rest(edges, (lead & (0x3F >> length)) * size, length, least) : -1;
            if (to != before)
            {
                AddRange(_states[state], begin, lead - 1, before);
                (begin, before) = (lead, to);
            }
        }
    }

    private void AddRange(int from, int first, int last, int to)
    {
        if (to >= 0)
        {
            _builder.AddEdge(from, (byte)first, (byte)last, to);
        }
    }

    // The state before so many continuation bytes of the characters from low on; -1 where none leads anywhere.
    private int Rest(CharEdge[] edges, int low, int length, int least)
    {
        int high = low + (1 << (6 * length)) - 1;
        int place = FindFrom(edges, Math.Max(low, least));
        if (place >= edges.Length || edges[place].First > high)
        {
            return -1;
        }

        if (low >= least && edges[place].First <= low && edges[place].Last >= high)
        {
            return Uniform(length, _states[edges[place].To]);
        }

        int state = _builder.AddState(false);
        int size = (high - low + 1) / Continuation;
        for (int i = 0; i < Continuation; i++)
        {
            int from = low + (i * size);
            int to = length > 1 ? Rest(edges, from, length - 1, least) : from >= least ? Target(edges, from) : -1;
            if (to >= 0)
            {
                _builder.AddEdge(state, (byte)(0x80 + i), (byte)(0x80 + i), to);
            }
        }

        return state;
    }

    private int Uniform(int length, int to)
    {
        if (length == 0)
        {
            return to;
        }

        if (!_uniform.TryGetValue((length, to), out int state))
        {
            state = _builder.AddState(false);
            _uniform.Add((length, to), state);
            _builder.AddEdge(state, 0x80, 0xBF, Uniform(length - 1, to));
        }

        return state;
    }

    private void AddEscapes(int state)
    {
        CharEdge[] edges = _dfa.Edges(state);
        if (edges.Length > 0 && OnlyTarget(edges) is >= 0 and int only)
        {
            if (!_escapes.TryGetValue(only, out int shared))
            {
                shared = _builder.AddState(false);
                _escapes.Add(only, shared);
                AddEscapes(edges, shared);
            }

            _builder.AddEdge(_states[state], (byte)'\\', (byte)'\\', shared);
        }
        else if (edges.Length > 0)
        {
            int escape = _builder.AddState(false);
            AddEscapes(edges, escape);
            _builder.AddEdge(_states[state], (byte)'\\', (byte)'\\', escape);
        }
    }

    // Where all that is escaped leads to; -1 where that is not one state.
    private int OnlyTarget(CharEdge[] edges) =>
        edges[0] is { First: 0, Last: >= ' ' - 1 } first && Target(edges, '"') == _states[first.To] && Target(edges, '\\') == _states[first.To] ? _states[first.To] : -1;

    private void AddEscapes(CharEdge[] edges, int escape)
    {
        foreach ((char letter, int character) in s_escapes)
        {
            if (Target(edges, character) is >= 0 and int to)
            {
                _builder.AddEdge(escape, (byte)letter, (byte)letter, to);
            }
        }

        // The other control characters are written as \u00 and two digits, in one way, so that equal strings have equal texts.
        int zeros = -1;
        int[] digits = [-1, -1];
        for (int character = 0; character < ' '; character++)
        {
            if (Target(edges, character) is >= 0 and int to && !Array.Exists(s_escapes, e => e.Character == character))
            {
                zeros = zeros < 0 ? AddPath(escape, "u00"u8) : zeros;
                ref int digit = ref digits[character >> 4];
                digit = digit < 0 ? AddPath(zeros, [(byte)('0' + (character >> 4))]) : digit;
                byte last = (byte)"0123456789abcdef"[character & 15];
                _builder.AddEdge(digit, last, last, to);
            }
        }
    }

    private int AddPath(int from, ReadOnlySpan<byte> text)
    {
        foreach (byte value in text)
        {
            int next = _builder.AddState(false);
            _builder.AddEdge(from, value, value, next);
            from = next;
        }

        return from;
    }

    private int Target(CharEdge[] edges, int character)
    {
        int place = FindFrom(edges, character);
        return place < edges.Length && edges[place].First <= character ? _states[edges[place].To] : -1;
    }

    // The first edge that does not end before a character.
    private static int FindFrom(CharEdge[] edges, int character)
    {
        int low = 0;
        int high = edges.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = edges[middle].Last < character ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
