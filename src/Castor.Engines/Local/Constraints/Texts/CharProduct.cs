using Castor.Engines.Schemas;

namespace Castor.Engines.Local.Constraints;

/// <summary>Follows two automata at once.</summary>
internal sealed class CharProduct
{
    private const int Nowhere = -1;

    private readonly CharDfa _left;
    private readonly CharDfa _right;
    private readonly bool _subtracts;
    private readonly CharDfa _result = new();
    private readonly Dictionary<long, int> _known = [];
    private readonly Queue<(int Left, int Right)> _open = new();
    private readonly List<CharEdge> _edges = [];
    private readonly TextBudget _budget;

    private CharProduct(CharDfa left, CharDfa right, bool subtracts, TextBudget budget)
    {
        _budget = budget;
        _left = left;
        _right = right;
        _subtracts = subtracts;
    }

    public static CharDfa Make(CharDfa left, CharDfa right, bool subtracts, TextBudget budget)
    {
        var product = new CharProduct(left, right, subtracts, budget);
        product.StateOf(0, 0);
        for (int state = 0; product._open.TryDequeue(out (int Left, int Right) pair); state++)
        {
            product.AddEdges(state, pair.Left, pair.Right);
        }

        return product._result;
    }

    private int StateOf(int left, int right)
    {
        long key = ((long)left << 32) | (uint)right;
        if (_known.TryGetValue(key, out int known))
        {
            return known;
        }

        if (_known.Count >= CharDfa.MostStates)
        {
            throw GenerationBudget.TooMuch();
        }

        bool other = right != Nowhere && _right.Accepts(right);
        int state = _result.Add([], _left.Accepts(left) && other != _subtracts);
        _known.Add(key, state);
        _open.Enqueue((left, right));
        return state;
    }

    // States are followed in the order in which they were added.
    private void AddEdges(int state, int left, int right)
    {
        CharEdge[] others = right == Nowhere ? [] : _right.Edges(right);
        _edges.Clear();
        int j = 0;
        foreach (CharEdge edge in _left.Edges(left))
        {
            int first = edge.First;
            while (j < others.Length && others[j].Last < first)
            {
                j++;
            }

            for (int k = j; first <= edge.Last; k++)
            {
                if (k >= others.Length || others[k].First > edge.Last)
                {
                    AddAlone(first, edge.Last, edge.To);
                    break;
                }

                AddAlone(first, others[k].First - 1, edge.To);
                first = Math.Max(first, others[k].First);
                int last = Math.Min(edge.Last, others[k].Last);
                _edges.Add(new CharEdge(first, last, StateOf(edge.To, others[k].To)));
                first = last + 1;
            }
        }

        _budget.Edges(_edges.Count);
        _result.SetEdges(state, [.. _edges]);
    }

    // Where the right one has no edge.
    private void AddAlone(int first, int last, int left)
    {
        if (_subtracts && first <= last)
        {
            _edges.Add(new CharEdge(first, last, StateOf(left, Nowhere)));
        }
    }
}
