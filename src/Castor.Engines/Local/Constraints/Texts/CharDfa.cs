using Castor.Engines.Schemas;

namespace Castor.Engines.Local.Constraints;

/// <summary>
/// A deterministic automaton over code points: the texts that a string may be, however they are spelt. It starts at state 0; edges of a state ascend and do not touch each
/// other's characters. Surrogates are none.
/// </summary>
internal sealed class CharDfa
{
    /// <summary>Automata with more states are refused.</summary>
    public const int MostStates = 10_000;

    private readonly List<CharEdge[]> _edges = [];
    private readonly List<bool> _accepts = [];

    /// <summary>Any text.</summary>
    public static CharDfa Anything { get; } = OfRun(TextSets.All, 0, long.MaxValue);

    /// <summary>How many states there are.</summary>
    public int StateCount => _edges.Count;

    /// <summary>Whether no text is accepted.</summary>
    public bool IsEmpty => !CanAccept();

    /// <summary>So many characters of a set.</summary>
    public static CharDfa OfRun(CodePointSet set, long min, long max)
    {
        var dfa = new CharDfa();
        long last = max == long.MaxValue ? min : max;
        if (last >= MostStates)
        {
            throw GenerationBudget.TooMuch();
        }

        for (int count = 0; count <= last; count++)
        {
            int next = count < last ? count + 1 : max == long.MaxValue ? count : -1;
            dfa.Add(next < 0 ? [] : [.. set.Ranges.Select(r => new CharEdge(r.First, r.Last, next))], count >= min);
        }

        return dfa;
    }

    /// <summary>One of several texts.</summary>
    public static CharDfa OfTexts(IEnumerable<string> texts)
    {
        var children = new List<SortedDictionary<int, int>> { new() };
        var ends = new List<bool> { false };
        foreach (string text in texts)
        {
            int state = 0;
            foreach (System.Text.Rune rune in text.EnumerateRunes())
            {
                if (!children[state].TryGetValue(rune.Value, out int next))
                {
                    next = children.Count;
                    children[state].Add(rune.Value, next);
                    children.Add([]);
                    ends.Add(false);
                }

                state = next;
            }

            ends[state] = true;
        }

        if (children.Count > 10 * MostStates)
        {
            throw GenerationBudget.TooMuch();
        }

        var dfa = new CharDfa();
        for (int state = 0; state < children.Count; state++)
        {
            dfa.Add([.. children[state].Select(c => new CharEdge(c.Key, c.Key, c.Value))], ends[state]);
        }

        return dfa;
    }

    /// <summary>Adds a state.</summary>
    public int Add(CharEdge[] edges, bool accepts)
    {
        _edges.Add(edges);
        _accepts.Add(accepts);
        return _edges.Count - 1;
    }

    public CharEdge[] Edges(int state) => _edges[state];

    public bool Accepts(int state) => _accepts[state];

    /// <summary>Sets the edges of a state that was added before.</summary>
    public void SetEdges(int state, CharEdge[] edges) => _edges[state] = edges;

    /// <summary>The texts of both.</summary>
    public CharDfa Intersect(CharDfa other, TextBudget budget) => CharProduct.Make(this, other, subtracts: false, budget);

    /// <summary>The texts of this one that are none of the other's.</summary>
    public CharDfa Subtract(CharDfa other, TextBudget budget) => CharProduct.Make(this, other, subtracts: true, budget);

    private bool CanAccept()
    {
        var seen = new HashSet<int> { 0 };
        var open = new Stack<int>([0]);
        while (open.TryPop(out int state))
        {
            if (_accepts[state])
            {
                return true;
            }

            foreach (CharEdge edge in _edges[state])
            {
                if (seen.Add(edge.To))
                {
                    open.Push(edge.To);
                }
            }
        }

        return false;
    }
}
