using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Castor.Protocol.Json.FrontEnd;

/// <summary>
/// The tokens of Google's REST front end, and its refusals, which quote where they happen. It reads twice: the first pass stops silently where more text
/// could still come, the second goes on from there and quotes only from there.
/// </summary>
internal ref struct TokenScanner(ReadOnlySpan<byte> text, int limit)
{
    private const int ContextLength = 20;
    private const int EscapeLength = 6;
    private const int LongestKeyword = 5;

    private static readonly SearchValues<byte> s_doubleQuoteOrEscape = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> s_singleQuoteOrEscape = SearchValues.Create("'\\"u8);
    private static readonly SearchValues<byte> s_numberBytes = SearchValues.Create("0123456789+-.eEx"u8);

    private readonly ReadOnlySpan<byte> _text = text;
    private int _limit = limit;
    private int _position;
    private int _contextStart;

    /// <summary>What was read so far.</summary>
    public List<Token> Tokens { get; } = [];

    /// <summary>Whether the text was not whole where the first pass ended.</summary>
    public bool IsSecondPass { get; private set; }

    /// <summary>Why reading ended; null while all is well.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The text of a token, unescaped.</summary>
    public readonly string TextOf(int token) => JsonText.Decode(_text.Slice(Tokens[token].Start, Tokens[token].Length), Tokens[token].HasEscapes);

    /// <summary>What begins behind the white space.</summary>
    public TokenKind Peek()
    {
        SkipWhitespace();
        TokenKind kind = TokenStart.KindOf(_text[_position.._limit]);
        if (kind == TokenKind.Unknown && StartSecondPass())
        {
            SkipWhitespace();
            kind = TokenStart.KindOf(_text[_position.._limit]);
        }

        return kind;
    }

    /// <summary>Whether a short tail might still become a keyword, with more text behind it now.</summary>
    public bool MayBecomeKeyword() => _limit - _position < LongestKeyword && StartSecondPass();

    /// <summary>Goes past a comma or a colon.</summary>
    public void Skip() => _position++;

    /// <summary>Begins an object or array.</summary>
    public int Open(TokenKind kind)
    {
        Tokens.Add(new Token(kind, false, _position, 0, 0));
        _position++;
        return Tokens.Count - 1;
    }

    /// <summary>Ends the object or array that a token opened.</summary>
    public bool Close(int token)
    {
        _position++;
        Token open = Tokens[token];
        Tokens[token] = open with { Length = _position - open.Start, Next = Tokens.Count };
        return true;
    }

    /// <summary>Reads <c>true</c>, <c>false</c> or <c>null</c>.</summary>
    public bool ScanKeyword(TokenKind kind)
    {
        int length = kind == TokenKind.False ? 5 : 4;
        Add(kind, _position, length);
        _position += length;
        return true;
    }

    /// <summary>Reads a bare key; a word that is a value alone is none.</summary>
    /// <param name="kind">What it begins as.</param>
    /// <param name="expected">The refusal otherwise.</param>
    public bool ScanKey(TokenKind kind, string expected)
    {
        int start = _position;
        int end = start;
        while (end < _limit && TokenStart.IsKeyByte(_text[end]))
        {
            end++;
            if (end == _limit)
            {
                StartSecondPass();
            }
        }

        _position = end;
        if (kind != TokenKind.Key && _text[start..end] is var word && (word.SequenceEqual("true"u8) || word.SequenceEqual("false"u8) || word.SequenceEqual("null"u8)))
        {
            return Refuse(expected);
        }

        Add(TokenKind.Key, start, end - start);
        return true;
    }

    /// <summary>Reads a string in quotes of either kind.</summary>
    public bool ScanString()
    {
        SearchValues<byte> stops = _text[_position] == '"' ? s_doubleQuoteOrEscape : s_singleQuoteOrEscape;
        int start = ++_position;
        bool hasEscapes = false;
        while (true)
        {
            int offset = _text[_position.._limit].IndexOfAny(stops);
            if (offset < 0)
            {
                _position = _limit;
                if (StartSecondPass())
                {
                    continue;
                }

                return Refuse("Closing quote expected in string.");
            }

            _position += offset;
            if (_text[_position] != '\\')
            {
                Add(TokenKind.String, start, _position - start, hasEscapes);
                _position++;
                return true;
            }

            hasEscapes = true;
            if (!SkipEscape())
            {
                return false;
            }
        }
    }

    /// <summary>Reads a number.</summary>
    public bool ScanNumber()
    {
        int length = _text[_position.._limit].IndexOfAnyExcept(s_numberBytes);
        if (length < 0)
        {
            StartSecondPass();
            length = _text[_position.._limit].IndexOfAnyExcept(s_numberBytes);
            length = length < 0 ? _limit - _position : length;
        }

        ReadOnlySpan<byte> digits = _text.Slice(_position, length);
        bool isNegative = digits[0] == '-';
        bool isFloating = digits.IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0;
        if (!isFloating && (isNegative ? length >= 3 && digits[1] == '0' : length >= 2 && digits[0] == '0'))
        {
            return Refuse("Octal/hex numbers are not valid JSON values.");
        }

        if (length > WireLimits.MaxNumberBytes || !double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
        {
            return Refuse("Unable to parse number.");
        }

        if (!double.IsFinite(value))
        {
            return Refuse("Number exceeds the range of double.");
        }

        Add(TokenKind.Number, _position, length);
        _position += length;
        return true;
    }

    /// <summary>Refuses what stands behind the value.</summary>
    public void ExpectEnd()
    {
        SkipWhitespace();
        if (_position == _limit)
        {
            StartSecondPass();
            SkipWhitespace();
        }

        if (_position < _limit)
        {
            Refuse("Parsing terminated before end of input.");
        }
    }

    /// <summary>Refuses a token that does not belong here.</summary>
    public bool RefuseAt(TokenKind kind, string text) => kind == TokenKind.Unknown ? RefuseUnknown(text) : Refuse(text);

    /// <summary>Refuses what begins no token.</summary>
    public bool RefuseUnknown(string text) => Refuse(_position == _limit ? "Unexpected end of string. " + text : text);

    /// <summary>Refuses the place where reading is.</summary>
    public bool Refuse(string text)
    {
        int begin = Math.Max(_position - ContextLength, _contextStart);
        ReadOnlySpan<byte> context = _text[begin..Math.Min(_position + ContextLength, _limit)];
        Refusal = Utf8.IsValid(context)
            ? $"Invalid JSON payload received. {text}\n{Encoding.UTF8.GetString(context)}\n{new string(' ', _position - begin)}^"
            : "Request contains an invalid argument.";
        return false;
    }

    /// <summary>Refuses the text, without a place.</summary>
    public bool RefuseWhole(string text)
    {
        Refusal = $"Invalid JSON payload received. {text}";
        return false;
    }

    private bool SkipEscape()
    {
        if (_limit - _position < 2 && (!StartSecondPass() || _limit - _position < 2))
        {
            return Refuse("Closing quote expected in string.");
        }

        if (_text[_position + 1] != 'u')
        {
            _position += 2;
            return true;
        }

        if (_limit - _position < EscapeLength && (!StartSecondPass() || _limit - _position < EscapeLength))
        {
            return Refuse("Illegal hex string.");
        }

        if (!TryReadHex(_position, out int code))
        {
            return Refuse("Invalid escape sequence.");
        }

        int length = EscapeLength;
        if (char.IsHighSurrogate((char)code))
        {
            if (_limit - _position < 2 * EscapeLength)
            {
                StartSecondPass();
            }

            if (_limit - _position >= 2 * EscapeLength && _text[_position + EscapeLength] == '\\' && _text[_position + EscapeLength + 1] == 'u')
            {
                if (!TryReadHex(_position + EscapeLength, out int low))
                {
                    return Refuse("Invalid escape sequence.");
                }

                length = char.IsLowSurrogate((char)low) ? 2 * EscapeLength : EscapeLength;
            }
        }

        _position += length;
        return true;
    }

    private readonly bool TryReadHex(int escape, out int code) =>
        int.TryParse(_text.Slice(escape + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code);

    private void SkipWhitespace()
    {
        while (_position < _limit && _text[_position] is (byte)' ' or (>= (byte)'\t' and <= (byte)'\r'))
        {
            _position++;
        }
    }

    private bool StartSecondPass()
    {
        if (IsSecondPass)
        {
            return false;
        }

        IsSecondPass = true;
        _contextStart = _position;
        _limit = _text.Length;
        return true;
    }

    private readonly void Add(TokenKind kind, int start, int length, bool hasEscapes = false) =>
        Tokens.Add(new Token(kind, hasEscapes, start, length, Tokens.Count + 1));
}
