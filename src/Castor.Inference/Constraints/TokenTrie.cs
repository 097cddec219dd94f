using System.Buffers.Binary;
using Castor.Inference.Tokenization;

namespace Castor.Inference.Constraints;

/// <summary>
/// The texts of a vocabulary as a tree of bytes: what tokens go on from here with which byte. Marks, unused pieces and suppressed tokens are not in it. Built
/// once a model; nodes are numbered level by level, so that the children of a node lie together.
/// </summary>
public sealed class TokenTrie
{
    /// <summary>The node of no bytes.</summary>
    public const int Root = 0;

    private readonly int[] _firstChild;
    private readonly byte[] _labels;
    private readonly int[] _tokens;
    private readonly int[] _sameText;

    private TokenTrie(Vocabulary vocabulary, int[] firstChild, byte[] labels, int[] tokens, int[] sameText)
    {
        Vocabulary = vocabulary;
        _firstChild = firstChild;
        _labels = labels;
        _tokens = tokens;
        _sameText = sameText;
        WideMasks = new WideMasks(this);
        Ends = TokenSet.Of(vocabulary, vocabulary.IsEndOfGeneration);
    }

    /// <summary>The vocabulary.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The tokens that end an answer.</summary>
    public TokenSet Ends { get; }

    /// <summary>How many nodes there are.</summary>
    public int NodeCount => _labels.Length;

    /// <summary>Words of a mask: 64 tokens each.</summary>
    internal int MaskLength => (Vocabulary.Count + 63) / 64;

    internal WideMasks WideMasks { get; }

    /// <summary>Builds the tree of a vocabulary.</summary>
    public static TokenTrie Build(Vocabulary vocabulary)
    {
        int[] order = Sorted(vocabulary);
        int[] sameText = new int[vocabulary.Count];
        Array.Fill(sameText, -1);
        var levels = new TrieLevels(order.Length);
        levels.Build(vocabulary, order, sameText);
        return new TokenTrie(vocabulary, levels.FirstChild, levels.Labels, levels.Tokens, sameText);
    }

    /// <summary>The first of a node's children; they end where the next node's begin.</summary>
    internal int FirstChild(int node) => _firstChild[node];

    internal bool HasChildren(int node) => _firstChild[node] < _firstChild[node + 1];

    /// <summary>The byte that leads to a node.</summary>
    internal byte Label(int node) => _labels[node];

    /// <summary>A token that ends at a node, or -1.</summary>
    internal int Token(int node) => _tokens[node];

    /// <summary>Another token with the same text, or -1.</summary>
    internal int Next(int token) => _sameText[token];

    /// <summary>The child that a byte leads to, or -1.</summary>
    internal int Child(int node, byte value)
    {
        int first = _firstChild[node];
        int place = _labels.AsSpan(first, _firstChild[node + 1] - first).BinarySearch(value);
        return place < 0 ? -1 : first + place;
    }

    /// <summary>Allows all tokens that end at a node.</summary>
    internal void Allow(int node, Span<ulong> mask)
    {
        for (int token = _tokens[node]; token >= 0; token = _sameText[token])
        {
            mask[token >> 6] |= 1UL << (token & 63);
        }
    }

    /// <summary>Forbids all tokens that end at a node.</summary>
    internal void Forbid(int node, Span<ulong> mask)
    {
        for (int token = _tokens[node]; token >= 0; token = _sameText[token])
        {
            mask[token >> 6] &= ~(1UL << (token & 63));
        }
    }

    /// <summary>Forbids all tokens that end at a node or go on from it.</summary>
    internal void ForbidAll(int node, Span<ulong> mask)
    {
        Forbid(node, mask);
        for (int child = _firstChild[node]; child < _firstChild[node + 1]; child++)
        {
            ForbidAll(child, mask);
        }
    }

    // By the first eight bytes as numbers, which is most of the work, and by the others where those are alike.
    private static int[] Sorted(Vocabulary vocabulary)
    {
        HashSet<int> suppressed = [.. vocabulary.Suppressed];
        List<ulong> keys = new(vocabulary.Count);
        List<int> tokens = new(vocabulary.Count);
        Span<byte> head = stackalloc byte[sizeof(ulong)];
        for (int token = 0; token < vocabulary.Count; token++)
        {
            ReadOnlySpan<byte> text = vocabulary.BytesOf(token);
            if (!text.IsEmpty && !suppressed.Contains(token))
            {
                head.Clear();
                text[..Math.Min(text.Length, head.Length)].CopyTo(head);
                keys.Add(BinaryPrimitives.ReadUInt64BigEndian(head));
                tokens.Add(token);
            }
        }

        ulong[] sortedKeys = [.. keys];
        int[] order = [.. tokens];
        Array.Sort(sortedKeys, order);
        for (int start = 0; start < order.Length;)
        {
            int end = start + 1;
            while (end < order.Length && sortedKeys[end] == sortedKeys[start])
            {
                end++;
            }

            order.AsSpan(start, end - start).Sort((a, b) => vocabulary.BytesOf(a).SequenceCompareTo(vocabulary.BytesOf(b)) is var sign and not 0 ? sign : a - b);
            start = end;
        }

        return order;
    }
}
