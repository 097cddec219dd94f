using System.Runtime.InteropServices;
using System.Text;
using Castor.Inference.Sampling;
using Castor.Inference.Tokenization;

namespace Castor.Inference.Constraints;

/// <summary>
/// Holds one answer to a grammar: what has been drawn is always the beginning of something that the grammar knows, and it ends only where the grammar does.
/// </summary>
public sealed class GrammarConstraint : TokenConstraint
{
    // Longer runs come in several pieces.
    private const int LongestRun = 256;

    // Shorter ones are a token or two, of which the last is left to the model.
    private const int ShortestRun = 4;

    private readonly TokenTrie _trie;
    private readonly ITokenizer _tokenizer;
    private readonly Grammar _grammar;
    private readonly ulong[] _mask;
    private readonly List<int> _forced = [];
    private readonly byte[] _run = new byte[LongestRun];
    private readonly char[] _runText = new char[LongestRun];
    private PositionSet _positions = new();
    private PositionSet _next = new();
    private PositionSet _other = new();
    private bool _hasBegun;
    private bool _isMasked;

    /// <summary>A constraint at the beginning of an answer. Called by the thread that owns the model, or before anything runs.</summary>
    /// <param name="grammar">What the answer may be; of this vocabulary.</param>
    /// <param name="trie">The vocabulary.</param>
    /// <param name="tokenizer">Turns the text that must come into tokens.</param>
    public GrammarConstraint(Grammar grammar, TokenTrie trie, ITokenizer tokenizer)
    {
        _grammar = grammar;
        _trie = trie;
        _tokenizer = tokenizer;
        _mask = new ulong[trie.MaskLength];
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<ulong> Allowed
    {
        get
        {
            Begin();
            if (!_isMasked)
            {
                _isMasked = true;
                Array.Clear(_mask);
                var walk = new MaskWalk(_trie, _grammar, _mask);
                foreach (ref readonly GrammarPosition position in _positions.Positions)
                {
                    walk.Add(position);
                }
            }

            return _mask;
        }
    }

    /// <summary>Whether the answer has ended, by an end token.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether what was accepted is the beginning of anything.</summary>
    internal bool HasPlaces => _positions.Count > 0;

    /// <summary>Whether the answer may end here.</summary>
    public bool CanEnd
    {
        get
        {
            Begin();
            return _positions.HasEnd;
        }
    }

    /// <inheritdoc/>
    public override void Accept(int token)
    {
        Begin();
        _isMasked = false;
        HasEnded |= CanEnd && _trie.Ends.Contains(token);
        PositionSet reached = Follow(_trie.Vocabulary.BytesOf(token));
        foreach (ref readonly GrammarPosition position in _positions.Positions)
        {
            GrammarNode node = _grammar.Node(position.Node);
            if (node.Kind == GrammarNodeKind.Token && node.Tokens!.Contains(token))
            {
                reached.Add(_grammar.After(position));
            }
        }

        if (reached == _next)
        {
            (_positions, _next) = (_next, _positions);
        }
        else
        {
            (_positions, _other) = (_other, _positions);
        }
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<int> Forced()
    {
        Begin();
        int length = FindRun(out bool isClosed);
        if (length < ShortestRun)
        {
            return [];
        }

        _forced.Clear();
        int characters = Encoding.UTF8.GetChars(_run.AsSpan(0, length), _runText);
        _tokenizer.Encode(_runText.AsSpan(0, characters), _forced);
        return CollectionsMarshal.AsSpan(_forced)[..CountSpelt(length, isClosed)];
    }

    private void Begin()
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            _positions.Add(_grammar.Begin());
        }
    }

    // Nothing where there is no text: a mark has none.
    private PositionSet Follow(ReadOnlySpan<byte> text)
    {
        PositionSet from = _positions;
        PositionSet to = _next;
        to.Clear();
        foreach (byte value in text)
        {
            to.Clear();
            _grammar.Step(from, value, to);
            from = to;
            to = to == _next ? _other : _next;
        }

        return text.IsEmpty ? to : from;
    }

    private int FindRun(out bool isClosed)
    {
        PositionSet at = _positions;
        int length = 0;
        isClosed = false;
        while (length < LongestRun && OnlyByte(at, out isClosed) is >= 0 and int value)
        {
            PositionSet to = at == _next ? _other : _next;
            to.Clear();
            _grammar.Step(at, (byte)value, to);
            _run[length++] = (byte)value;
            at = to;
        }

        return length;
    }

    private int OnlyByte(PositionSet positions, out bool isClosed)
    {
        int only = -1;
        bool isOpen = false;
        isClosed = true;
        foreach (ref readonly GrammarPosition position in positions.Positions)
        {
            TextTerminal? text = _grammar.Node(position.Node).Text;
            int one = text?.Dfa.OnlyByte(position.State) ?? -1;
            isClosed &= text is null;
            isOpen |= one < 0 || (only >= 0 && one != only);
            only = one;
        }

        return isOpen ? -1 : only;
    }

    // How many of the tokens may be taken as they are: what follows the run may merge with its last one, unless no text follows.
    private int CountSpelt(int length, bool isClosed)
    {
        int matched = 0;
        int count = 0;
        foreach (int token in _forced)
        {
            ReadOnlySpan<byte> text = _trie.Vocabulary.BytesOf(token);
            if (text.IsEmpty || !_run.AsSpan(matched, length - matched).StartsWith(text))
            {
                break;
            }

            matched += text.Length;
            count++;
        }

        return isClosed && matched == length ? count : Math.Max(0, Math.Min(count, _forced.Count - 1));
    }
}
