using System.Buffers;
using System.Text;

namespace Castor.Inference.Tokenization;

/// <summary>
/// Byte-pair encoding over SentencePiece's text: user-defined pieces are split out, spaces become '▁', then neighbours merge by the rule until none
/// can. What no piece covers becomes bytes. Works word by word where no piece crosses the start of a word, in O(n log n) of the longest stretch.
/// </summary>
internal sealed class MergeEncoder<TRule>
    where TRule : struct, IMergeRule
{
    private const int KeptLength = 1 << 16;

    private readonly Vocabulary _vocabulary;
    private readonly TRule _rule;
    private readonly bool _splitsNewlines;
    private readonly bool _splitsWords;
    private readonly UserDefinedPieces _userDefined;
    private readonly int[] _asciiTokens = new int[128];
    private Scratch? _spare;

    /// <param name="vocabulary">The pieces.</param>
    /// <param name="rule">How neighbours merge.</param>
    /// <param name="splitsNewlines">Whether a run of newlines stands alone, as one piece where there is such a piece.</param>
    public MergeEncoder(Vocabulary vocabulary, TRule rule, bool splitsNewlines)
    {
        _vocabulary = vocabulary;
        _rule = rule;
        _splitsNewlines = splitsNewlines;
        _splitsWords = !AnyPieceCrossesWords(vocabulary);
        _userDefined = new UserDefinedPieces(vocabulary);
        for (int i = 0; i < _asciiTokens.Length; i++)
        {
            _asciiTokens[i] = vocabulary.FindText([(byte)i]);
        }
    }

    public void Encode(ReadOnlySpan<char> text, List<int> tokens)
    {
        if (text.IsEmpty)
        {
            return;
        }

        byte[] utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        Scratch scratch = Interlocked.Exchange(ref _spare, null) ?? new Scratch();
        Encode(utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, utf8)), scratch, tokens);
        ArrayPool<byte>.Shared.Return(utf8);
        if (scratch.Length <= KeptLength)
        {
            _spare = scratch;
        }
    }

    private static bool AnyPieceCrossesWords(Vocabulary vocabulary)
    {
        for (int token = 0; token < vocabulary.Count; token++)
        {
            ReadOnlySpan<byte> piece = vocabulary.PieceOf(token);
            if (vocabulary.KindOf(token) is TokenKind.Normal or TokenKind.UserDefined && piece.LastIndexOf(SpaceMark.Utf8) is > 0 and int mark)
            {
                for (int i = 0; i < mark; i += SpaceMark.Utf8.Length)
                {
                    if (!piece[i..].StartsWith(SpaceMark.Utf8))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private void Encode(ReadOnlySpan<byte> text, Scratch scratch, List<int> tokens)
    {
        scratch.Matches.Clear();
        _userDefined.Find(text, scratch.Matches);
        bool prefix = _vocabulary.AddsSpacePrefix;
        int start = 0;
        foreach (UserDefinedPieces.Match match in scratch.Matches)
        {
            EncodeBetween(text[start..match.Start], prefix, scratch, tokens);
            tokens.Add(match.Token);
            prefix = false;
            start = match.Start + match.Length;
        }

        EncodeBetween(text[start..], prefix, scratch, tokens);
    }

    private void EncodeBetween(ReadOnlySpan<byte> text, bool prefix, Scratch scratch, List<int> tokens)
    {
        // '▁' itself is spelt in bytes: as a piece it would come back as a space.
        for (int mark = text.IndexOf(SpaceMark.Utf8); mark >= 0; mark = text.IndexOf(SpaceMark.Utf8))
        {
            EncodeLines(text[..mark], prefix, scratch, tokens);
            AddBytes(SpaceMark.Utf8, tokens);
            prefix = false;
            text = text[(mark + SpaceMark.Utf8.Length)..];
        }

        EncodeLines(text, prefix, scratch, tokens);
    }

    private void EncodeLines(ReadOnlySpan<byte> text, bool prefix, Scratch scratch, List<int> tokens)
    {
        while (_splitsNewlines && text.IndexOf((byte)'\n') is >= 0 and int line)
        {
            EncodeWords(text[..line], prefix, scratch, tokens);
            prefix = false;
            text = text[line..];
            int run = text.IndexOfAnyExcept((byte)'\n') is >= 0 and int length ? length : text.Length;
            if (_vocabulary.FindText(text[..run]) is >= 0 and int token)
            {
                tokens.Add(token);
            }
            else
            {
                EncodeWord(text[..run], prefix: false, scratch, tokens);
            }

            text = text[run..];
        }

        EncodeWords(text, prefix, scratch, tokens);
    }

    private void EncodeWords(ReadOnlySpan<byte> text, bool prefix, Scratch scratch, List<int> tokens)
    {
        while (_splitsWords && !text.IsEmpty)
        {
            int spaces = text.IndexOfAnyExcept((byte)' ');
            int next = spaces < 0 ? -1 : text[spaces..].IndexOf((byte)' ');
            if (next < 0)
            {
                break;
            }

            EncodeWord(text[..(spaces + next)], prefix, scratch, tokens);
            prefix = false;
            text = text[(spaces + next)..];
        }

        if (prefix || !text.IsEmpty)
        {
            EncodeWord(text, prefix, scratch, tokens);
        }
    }

    private void EncodeWord(ReadOnlySpan<byte> word, bool prefix, Scratch scratch, List<int> tokens)
    {
        ReadOnlySpan<byte> text = scratch.Escape(word, prefix);
        Span<MergeSymbol> symbols = Split(text, scratch);
        MergeQueue queue = scratch.Queue;
        queue.Clear();
        for (int i = 1; i < symbols.Length; i++)
        {
            Offer(text, symbols, i - 1, i, queue);
        }

        while (queue.TryPop(out int left, out int length, out int token))
        {
            ref MergeSymbol symbol = ref symbols[left];
            int right = symbol.Next;
            if (symbol.Length == 0 || right < 0 || symbol.Length + symbols[right].Length != length)
            {
                continue;
            }

            symbol.Length = length;
            symbol.Token = token;
            symbol.Next = symbols[right].Next;
            symbols[right].Length = 0;
            if (symbol.Next >= 0)
            {
                symbols[symbol.Next].Previous = left;
            }

            Offer(text, symbols, symbol.Previous, left, queue);
            Offer(text, symbols, left, symbol.Next, queue);
        }

        for (int i = 0; i >= 0; i = symbols[i].Next)
        {
            if (symbols[i].Token >= 0)
            {
                tokens.Add(symbols[i].Token);
            }
            else
            {
                AddBytes(text.Slice(symbols[i].Start, symbols[i].Length), tokens);
            }
        }
    }

    private Span<MergeSymbol> Split(ReadOnlySpan<byte> text, Scratch scratch)
    {
        MergeSymbol[] symbols = scratch.Symbols(text.Length);
        int count = 0;
        for (int start = 0; start < text.Length; count++)
        {
            byte lead = text[start];
            int length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
            symbols[count] = new MergeSymbol
            {
                Start = start,
                Length = length,
                Previous = count - 1,
                Next = start + length < text.Length ? count + 1 : -1,
                Token = lead < 0x80 ? _asciiTokens[lead] : _vocabulary.FindText(text.Slice(start, length)),
            };
            start += length;
        }

        return symbols.AsSpan(0, count);
    }

    private void Offer(ReadOnlySpan<byte> text, Span<MergeSymbol> symbols, int left, int right, MergeQueue queue)
    {
        if (left >= 0 && right >= 0 && _rule.TryMerge(text, symbols[left], symbols[right], out uint rank, out int token))
        {
            queue.Push(rank, left, symbols[left].Length + symbols[right].Length, token);
        }
    }

    private void AddBytes(ReadOnlySpan<byte> bytes, List<int> tokens)
    {
        int first = tokens.Count;
        foreach (byte value in bytes)
        {
            if (_vocabulary.ByteToken(value) is >= 0 and int token)
            {
                tokens.Add(token);
                continue;
            }

            tokens.RemoveRange(first, tokens.Count - first);
            if (_vocabulary.Unknown is int unknown)
            {
                tokens.Add(unknown);
            }

            return;
        }
    }

    /// <summary>The arrays of one call, kept for the next.</summary>
    private sealed class Scratch
    {
        private byte[] _text = new byte[256];
        private MergeSymbol[] _symbols = new MergeSymbol[64];

        public MergeQueue Queue { get; } = new();

        public List<UserDefinedPieces.Match> Matches { get; } = [];

        public int Length => Math.Max(Math.Max(_text.Length, Queue.Capacity), Matches.Capacity);

        public MergeSymbol[] Symbols(int count)
        {
            if (_symbols.Length < count)
            {
                _symbols = new MergeSymbol[Math.Max(count, _symbols.Length * 2)];
            }

            return _symbols;
        }

        /// <summary>A word with '▁' for its spaces, and one before it where a prefix is wanted.</summary>
        public ReadOnlySpan<byte> Escape(ReadOnlySpan<byte> word, bool prefix)
        {
            int needed = checked((word.Length + 1) * SpaceMark.Utf8.Length);
            if (_text.Length < needed)
            {
                _text = new byte[Math.Max(needed, _text.Length * 2)];
            }

            int length = 0;
            if (prefix)
            {
                SpaceMark.Utf8.CopyTo(_text);
                length = SpaceMark.Utf8.Length;
            }

            for (int space = word.IndexOf((byte)' '); space >= 0; space = word.IndexOf((byte)' '))
            {
                word[..space].CopyTo(_text.AsSpan(length));
                length += space;
                SpaceMark.Utf8.CopyTo(_text.AsSpan(length));
                length += SpaceMark.Utf8.Length;
                word = word[(space + 1)..];
            }

            word.CopyTo(_text.AsSpan(length));
            return _text.AsSpan(0, length + word.Length);
        }
    }
}
