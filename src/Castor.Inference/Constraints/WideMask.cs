using System.Numerics;
using System.Runtime.InteropServices;

namespace Castor.Inference.Constraints;

/// <summary>
/// Which tokens may come at a state from which most of a vocabulary may, within a string say: found by one walk through the tree, whatever the counts and whatever stands
/// around it. A token is within the text; or it ends with it, or reaches beyond it, which then depends on both.
/// </summary>
internal sealed class WideMask
{
    private readonly ulong[] _all;
    private readonly int[] _tokens;
    private readonly int[] _needEnds;
    private readonly ulong[]?[] _upTo;

    private WideMask(ulong[] all, int[] tokens, int[] needEnds, List<TextExit> ends, List<TextExit> exits)
    {
        _all = all;
        _tokens = tokens;
        _needEnds = needEnds;
        _upTo = new ulong[]?[needEnds.Length];
        Ends = [.. ends];
        Exits = [.. exits];
        Bytes = (all.Length * sizeof(ulong)) + (tokens.Length * sizeof(int)) + ((Ends.Length + Exits.Length) * 12);
    }

    /// <summary>Nodes at which tokens end together with the text.</summary>
    public TextExit[] Ends { get; }

    /// <summary>Nodes at which the text ends and longer tokens go on.</summary>
    public TextExit[] Exits { get; }

    /// <summary>What it takes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Walks the tree.</summary>
    public static WideMask Make(TokenTrie trie, TextTerminal text, int state)
    {
        var walk = new Walk(trie, text);
        walk.Visit(TokenTrie.Root, state, 0);
        int mostNeed = walk.ByNeed.Count - 1;
        int[] ends = new int[mostNeed + 1];
        List<int> tokens = [];
        ulong[] all = new ulong[trie.MaskLength];
        for (int need = 0; need <= mostNeed; need++)
        {
            tokens.AddRange(walk.ByNeed[need]);
            ends[need] = tokens.Count;
        }

        foreach (int token in tokens)
        {
            all[token >> 6] |= 1UL << (token & 63);
        }

        // Where nothing is counted the bits say it all.
        return new WideMask(all, mostNeed > 0 ? [.. tokens] : [], ends, walk.Ends, walk.Exits);
    }

    /// <summary>Adds the tokens that stay within the text.</summary>
    /// <param name="room">How many more characters may come.</param>
    /// <param name="mask">The bits.</param>
    public void AddInner(int room, Span<ulong> mask)
    {
        ReadOnlySpan<ulong> from = room >= _needEnds.Length - 1 ? _all : UpTo(Math.Max(room, 0));
        ReadOnlySpan<Vector<ulong>> vectors = MemoryMarshal.Cast<ulong, Vector<ulong>>(from);
        Span<Vector<ulong>> to = MemoryMarshal.Cast<ulong, Vector<ulong>>(mask);
        for (int i = 0; i < vectors.Length; i++)
        {
            to[i] |= vectors[i];
        }

        for (int i = vectors.Length * Vector<ulong>.Count; i < from.Length; i++)
        {
            mask[i] |= from[i];
        }
    }

    private ulong[] UpTo(int room)
    {
        if (_upTo[room] is { } known)
        {
            return known;
        }

        ulong[] bits = new ulong[_all.Length];
        foreach (int token in _tokens.AsSpan(0, _needEnds[room]))
        {
            bits[token >> 6] |= 1UL << (token & 63);
        }

        Bytes += bits.Length * sizeof(ulong);
        return _upTo[room] = bits;
    }

    private sealed class Walk(TokenTrie trie, TextTerminal text)
    {
        public List<List<int>> ByNeed { get; } = [[]];

        public List<TextExit> Ends { get; } = [];

        public List<TextExit> Exits { get; } = [];

        // done: how many characters are complete.
        public void Visit(int node, int state, int done)
        {
            int end = trie.FirstChild(node + 1);
            for (int child = trie.FirstChild(node); child < end; child++)
            {
                int next = text.Dfa.Next(state, trie.Label(child));
                if (next >= 0)
                {
                    Take(child, next, done + (text.Dfa.Completes(state, next) ? 1 : 0));
                }
            }
        }

        private void Take(int node, int state, int done)
        {
            // Those that are begun must have room too, and those without which there is no end.
            int need = done + text.Dfa.Least(state);
            bool goesOn = text.Dfa.Fanout(state) > 0;
            if (goesOn)
            {
                for (int token = trie.Token(node); token >= 0; token = trie.Next(token))
                {
                    Bucket(need).Add(token);
                }
            }

            if (text.Dfa.Accepts(state))
            {
                if (!goesOn && trie.Token(node) >= 0)
                {
                    Ends.Add(new TextExit(node, need, done));
                }

                if (!text.EndsBeforeMark && trie.HasChildren(node))
                {
                    Exits.Add(new TextExit(node, need, done));
                }
            }

            if (goesOn && trie.HasChildren(node))
            {
                Visit(node, state, done);
            }
        }

        private List<int> Bucket(int need)
        {
            while (ByNeed.Count <= need)
            {
                ByNeed.Add([]);
            }

            return ByNeed[need];
        }
    }
}
