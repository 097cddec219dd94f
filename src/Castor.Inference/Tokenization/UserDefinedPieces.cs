using System.Buffers;

namespace Castor.Inference.Tokenization;

/// <summary>
/// Finds the user-defined pieces of a text, which stand for themselves whatever is around them: of all that overlap the longest, then the leftmost.
/// </summary>
internal sealed class UserDefinedPieces
{
    // A tree over the pieces' bytes: the first edge of a node beside it, the others by (node, byte).
    private readonly Dictionary<long, int> _edges = [];
    private readonly SearchValues<byte> _firstBytes;
    private Node[] _nodes = [new Node()];
    private int _count = 1;
    private int _longest;

    public UserDefinedPieces(Vocabulary vocabulary)
    {
        var firstBytes = new HashSet<byte>();
        for (int token = 0; token < vocabulary.Count; token++)
        {
            if (vocabulary.KindOf(token) == TokenKind.UserDefined && !vocabulary.PieceOf(token).IsEmpty)
            {
                Add(vocabulary.PieceOf(token), token);
                firstBytes.Add(vocabulary.PieceOf(token)[0]);
            }
        }

        _firstBytes = SearchValues.Create([.. firstBytes]);
    }

    /// <summary>Lists the pieces of a text from left to right.</summary>
    public void Find(ReadOnlySpan<byte> text, List<Match> matches)
    {
        int start = 0;
        while (start < text.Length && text[start..].IndexOfAny(_firstBytes) is >= 0 and int skipped)
        {
            start += skipped;
            int end = start + Longest(text[start..], out int token);
            if (end == start)
            {
                start++;
                continue;
            }

            // Matches that start within one and end behind it may be longer, so the whole chain of overlaps is settled together.
            int first = end;
            for (int i = start + 1; i < end; i++)
            {
                end = Math.Max(end, i + Longest(text[i..], out _));
            }

            if (end == first)
            {
                matches.Add(new Match(start, end - start, token));
            }
            else
            {
                Settle(text[start..end], start, matches);
            }

            start = end;
        }
    }

    private void Settle(ReadOnlySpan<byte> chain, int offset, List<Match> matches)
    {
        // By length, where a match may start; within a length from left to right.
        int longest = Math.Min(_longest, chain.Length);
        var starts = new List<int>?[longest + 1];
        for (int i = 0; i < chain.Length; i++)
        {
            (starts[Longest(chain[i..], out _)] ??= []).Add(i);
        }

        int first = matches.Count;
        bool[] taken = ArrayPool<bool>.Shared.Rent(chain.Length);
        Array.Clear(taken, 0, chain.Length);
        for (int length = longest; length > 0; length--)
        {
            starts[length]?.Sort();
            foreach (int start in starts[length] ?? [])
            {
                int free = taken.AsSpan(start, length).IndexOf(true);
                int shorter = Longest(free < 0 ? chain.Slice(start, length) : chain.Slice(start, free), out int token);
                if (free < 0)
                {
                    taken.AsSpan(start, length).Fill(true);
                    matches.Add(new Match(offset + start, length, token));
                }
                else if (shorter > 0)
                {
                    (starts[shorter] ??= []).Add(start);
                }
            }
        }

        ArrayPool<bool>.Shared.Return(taken);
        matches.Sort(first, matches.Count - first, Comparer<Match>.Create((left, right) => left.Start.CompareTo(right.Start)));
    }

    private int Longest(ReadOnlySpan<byte> text, out int token)
    {
        token = -1;
        int length = 0;
        int node = 0;
        for (int i = 0; i < text.Length; i++)
        {
            ref readonly Node at = ref _nodes[node];
            if (at.Child > 0 && at.Byte == text[i])
            {
                node = at.Child;
            }
            else if (!_edges.TryGetValue(((long)node << 8) | text[i], out node))
            {
                break;
            }

            if (_nodes[node].IsPiece)
            {
                token = _nodes[node].Token;
                length = i + 1;
            }
        }

        return length;
    }

    private void Add(ReadOnlySpan<byte> piece, int token)
    {
        int node = 0;
        foreach (byte value in piece)
        {
            node = Follow(node, value);
        }

        _nodes[node].IsPiece = true;
        _nodes[node].Token = token;
        _longest = Math.Max(_longest, piece.Length);
    }

    private int Follow(int node, byte value)
    {
        if (_nodes[node].Child > 0 && _nodes[node].Byte == value)
        {
            return _nodes[node].Child;
        }

        if (_edges.TryGetValue(((long)node << 8) | value, out int child))
        {
            return child;
        }

        if (_count == _nodes.Length)
        {
            Array.Resize(ref _nodes, _count * 2);
        }

        if (_nodes[node].Child == 0)
        {
            _nodes[node].Byte = value;
            _nodes[node].Child = _count;
        }
        else
        {
            _edges.Add(((long)node << 8) | value, _count);
        }

        return _count++;
    }

    /// <summary>A piece within a text.</summary>
    /// <param name="Start">Its first byte.</param>
    /// <param name="Length">Its bytes.</param>
    /// <param name="Token">Its id.</param>
    public readonly record struct Match(int Start, int Length, int Token);

    private struct Node
    {
        public int Child;
        public int Token;
        public byte Byte;
        public bool IsPiece;
    }
}
