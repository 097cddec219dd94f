using System.Buffers;

namespace Castor.Inference.Tokenization;

/// <summary>Finds the user-defined pieces of a text, which stand for themselves whatever is around them: of all that overlap the longest, then the leftmost.</summary>
internal sealed class UserDefinedPieces
{
    // Edges of a tree over the pieces' bytes: from (node, byte) to the next node.
    private readonly Dictionary<int, int> _edges = [];
    private readonly List<int> _tokens = [-1];
    private readonly SearchValues<byte> _firstBytes;

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
        var waiting = new PriorityQueue<Match, (int, int)>(chain.Length);
        for (int i = 0; i < chain.Length; i++)
        {
            if (Longest(chain[i..], out int token) is > 0 and int length)
            {
                waiting.Enqueue(new Match(i, length, token), (-length, i));
            }
        }

        int first = matches.Count;
        bool[] taken = ArrayPool<bool>.Shared.Rent(chain.Length);
        Array.Clear(taken, 0, chain.Length);
        while (waiting.TryDequeue(out Match match, out _))
        {
            int free = taken.AsSpan(match.Start, match.Length).IndexOf(true);
            if (free < 0)
            {
                taken.AsSpan(match.Start, match.Length).Fill(true);
                matches.Add(match with { Start = offset + match.Start });
            }
            else if (Longest(chain.Slice(match.Start, free), out int token) is > 0 and int length)
            {
                waiting.Enqueue(new Match(match.Start, length, token), (-length, match.Start));
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
        for (int i = 0; i < text.Length && _edges.TryGetValue((node << 8) | text[i], out node); i++)
        {
            if (_tokens[node] >= 0)
            {
                token = _tokens[node];
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
            int edge = (node << 8) | value;
            if (!_edges.TryGetValue(edge, out node))
            {
                node = _tokens.Count;
                _edges.Add(edge, node);
                _tokens.Add(-1);
            }
        }

        _tokens[node] = token;
    }

    /// <summary>A piece within a text.</summary>
    /// <param name="Start">Its first byte.</param>
    /// <param name="Length">Its bytes.</param>
    /// <param name="Token">Its id.</param>
    public readonly record struct Match(int Start, int Length, int Token);
}
