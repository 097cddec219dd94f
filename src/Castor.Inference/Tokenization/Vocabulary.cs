using System.Globalization;
using System.Text;
using Castor.Inference.Gguf;

namespace Castor.Inference.Tokenization;

/// <summary>The pieces that a model reads and writes, each with its id, its kind and what it adds to a text.</summary>
public sealed class Vocabulary
{
    // Real ones stay below a hundred bytes; finding them costs their length at each place of a text.
    private const int PieceLimit = 1024;

    private readonly PieceList _pieces;
    private readonly PieceList _texts;
    private readonly PieceTable _table;
    private readonly TokenKind[] _kinds;
    private readonly int[] _byteTokens;
    private readonly HashSet<int> _ends = [];

    /// <exception cref="GgufException">Arrays differ in length, a kind is not known, a piece comes twice or an id is out of range.</exception>
    internal Vocabulary(VocabularyFacts facts)
    {
        _pieces = facts.Pieces;
        if (Count == 0)
        {
            throw new GgufException($"{VocabularyKeys.Tokens} is empty.");
        }

        CheckLength(VocabularyKeys.Kinds, facts.Kinds.Length);
        CheckLength(VocabularyKeys.Scores, facts.Scores?.Length ?? Count);
        Bos = Checked(VocabularyKeys.Bos, facts.Bos);
        Eos = Checked(VocabularyKeys.Eos, facts.Eos);
        EndOfTurn = Checked(VocabularyKeys.Eot, facts.Eot);
        Unknown = Checked(VocabularyKeys.Unknown, facts.Unknown);
        Padding = Checked(VocabularyKeys.Padding, facts.Padding);
        AddsBos = facts.AddsBos;
        AddsSpacePrefix = facts.AddsSpacePrefix;
        Scores = facts.Scores;
        Suppressed = [.. facts.Suppressed.Where(token => token >= 0 && token < Count)];
        _table = new PieceTable(_pieces);
        if (_table.LongestPiece > PieceLimit)
        {
            throw new GgufException($"{VocabularyKeys.Tokens} has a piece of {_table.LongestPiece} bytes, and {PieceLimit} is the most.");
        }

        if (_table.Duplicate is var (first, second))
        {
            throw new GgufException($"{VocabularyKeys.Tokens}: ids {first} and {second} are both '{NameOf(first)}'.");
        }

        _kinds = Array.ConvertAll(facts.Kinds, kind => (TokenKind)kind);
        SettleControls();
        _byteTokens = FindBytes();
        _texts = TextsOf();
        FindEnds();
    }

    /// <summary>The number of pieces; ids run from 0 to one below.</summary>
    public int Count => _pieces.Count;

    /// <summary>The id that starts a sequence.</summary>
    public int? Bos { get; }

    /// <summary>The id that ends a sequence.</summary>
    public int? Eos { get; }

    /// <summary>The id that ends a turn, where the file names one.</summary>
    public int? EndOfTurn { get; }

    /// <summary>The id that text becomes which nothing else can tell.</summary>
    public int? Unknown { get; }

    /// <summary>The id that fills a place.</summary>
    public int? Padding { get; }

    /// <summary>Whether a sequence starts with <see cref="Bos"/>.</summary>
    public bool AddsBos { get; }

    /// <summary>Whether a space goes before a text, and comes off again when it is read.</summary>
    public bool AddsSpacePrefix { get; }

    /// <summary>The ids that are never to be generated, as the file says.</summary>
    public IReadOnlyList<int> Suppressed { get; }

    /// <summary>The scores by id, where the file has any.</summary>
    internal float[]? Scores { get; }

    /// <summary>The bytes of the longest piece.</summary>
    internal int LongestPiece => _table.LongestPiece;

    /// <summary>Reads the vocabulary of a file: <c>tokenizer.ggml.tokens</c>, <c>token_type</c>, <c>scores</c> and the ids of the marks.</summary>
    /// <exception cref="GgufException">A key is missing or mistyped, or its value cannot be right.</exception>
    public static Vocabulary Read(GgufMetadata metadata) => new(new VocabularyFacts
    {
        Pieces = PieceList.Read(metadata, VocabularyKeys.Tokens),
        Kinds = metadata.GetInt32s(VocabularyKeys.Kinds),
        Scores = metadata.Contains(VocabularyKeys.Scores) ? metadata.GetSingles(VocabularyKeys.Scores) : null,
        Bos = Optional(metadata, VocabularyKeys.Bos),
        Eos = Optional(metadata, VocabularyKeys.Eos),
        Eot = Optional(metadata, VocabularyKeys.Eot),
        Unknown = Optional(metadata, VocabularyKeys.Unknown),
        Padding = Optional(metadata, VocabularyKeys.Padding),
        Suppressed = metadata.Contains(VocabularyKeys.Suppressed) ? metadata.GetInt32s(VocabularyKeys.Suppressed) : [],
        AddsBos = metadata.GetBoolean(VocabularyKeys.AddBos, true),
        AddsSpacePrefix = metadata.GetBoolean(VocabularyKeys.AddSpacePrefix, metadata.GetString(VocabularyKeys.Model) == Tokenizer.SentencePiece),
    });

    /// <summary>What a token adds to a text, as UTF-8: nothing for marks, the unknown and unused pieces; a part of a character for a byte.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such id.</exception>
    public ReadOnlySpan<byte> BytesOf(int token) => _texts[token];

    /// <summary>The kind of a token.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such id.</exception>
    public TokenKind KindOf(int token) => _kinds[token];

    /// <summary>How the vocabulary spells a token, for people to read.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such id.</exception>
    public string NameOf(int token) => Encoding.UTF8.GetString(_pieces[token]);

    /// <summary>The id of a piece by its spelling, marks too.</summary>
    public int? Find(string piece) => _table.Find(Encoding.UTF8.GetBytes(piece)) is >= 0 and int token ? token : null;

    /// <summary>Whether an answer ends at a token.</summary>
    public bool IsEndOfGeneration(int token) => _ends.Contains(token);

    /// <summary>The piece of an id, '▁' for spaces.</summary>
    internal ReadOnlySpan<byte> PieceOf(int token) => _pieces[token];

    /// <summary>The id of a piece of any kind, or -1.</summary>
    internal int Find(ReadOnlySpan<byte> piece) => _table.Find(piece);

    /// <summary>The id of a piece that text may become, or -1.</summary>
    internal int FindText(ReadOnlySpan<byte> piece)
    {
        int token = _table.Find(piece);
        return token >= 0 && _kinds[token] is TokenKind.Normal or TokenKind.UserDefined ? token : -1;
    }

    /// <summary>The id of one byte, or -1.</summary>
    internal int ByteToken(byte value) => _byteTokens[value];

    private static int? Optional(GgufMetadata metadata, string key) => metadata.Contains(key) ? metadata.GetInt32(key) : null;

    private void CheckLength(string key, int length)
    {
        if (length != Count)
        {
            throw new GgufException($"{key} has {length} elements and {VocabularyKeys.Tokens} {Count}.");
        }
    }

    private int? Checked(string key, int? token) => token is null || (token >= 0 && token < Count)
        ? token
        : throw new GgufException($"{key} is {token}, and there are {Count} tokens.");

    private void SettleControls()
    {
        for (int i = 0; i < _kinds.Length; i++)
        {
            if (_kinds[i] is < TokenKind.Normal or > TokenKind.Byte)
            {
                throw new GgufException($"{VocabularyKeys.Kinds}: token {i} is of kind {(int)_kinds[i]}, which is not known.");
            }
        }

        foreach (string spelling in ControlPieces.Spellings)
        {
            if (Find(spelling) is int token)
            {
                _kinds[token] = TokenKind.Control;
            }
        }

        foreach (int? token in (ReadOnlySpan<int?>)[Bos, Eos, EndOfTurn, Padding])
        {
            if (token is int mark)
            {
                _kinds[mark] = TokenKind.Control;
            }
        }

        if (Unknown is int unknown)
        {
            _kinds[unknown] = TokenKind.Unknown;
        }
    }

    private int[] FindBytes()
    {
        int[] tokens = new int[256];
        Array.Fill(tokens, -1);
        for (int i = 0; i < _kinds.Length; i++)
        {
            if (_kinds[i] == TokenKind.Byte)
            {
                ReadOnlySpan<byte> piece = _pieces[i];
                if (piece.Length != 6 || !piece.StartsWith("<0x"u8) || piece[5] != '>'
                    || !byte.TryParse(piece[3..5], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
                {
                    throw new GgufException($"{VocabularyKeys.Tokens}: token {i} is a byte, and '{NameOf(i)}' names none.");
                }

                tokens[value] = i;
            }
        }

        return tokens;
    }

    private PieceList TextsOf()
    {
        int total = 0;
        for (int i = 0; i < Count; i++)
        {
            total += _pieces[i].Length;
        }

        var texts = new PieceList.Builder(Count, total);
        byte[] text = new byte[LongestPiece];
        for (int i = 0; i < Count; i++)
        {
            texts.Add(_kinds[i] switch
            {
                TokenKind.Normal => SpaceMark.Unescape(_pieces[i], text),
                TokenKind.UserDefined => _pieces[i],
                TokenKind.Byte => [byte.Parse(_pieces[i][3..5], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)],
                _ => [],
            });
        }

        return texts.Build();
    }

    private void FindEnds()
    {
        foreach (string spelling in ControlPieces.Ends)
        {
            if (Find(spelling) is int token)
            {
                _ends.Add(token);
            }
        }

        foreach (int? token in (ReadOnlySpan<int?>)[Eos, EndOfTurn])
        {
            if (token is int end)
            {
                _ends.Add(end);
            }
        }
    }
}
