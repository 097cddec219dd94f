using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Castor.Protocol.Json.FrontEnd;

/// <summary>
/// The grammar of Google's REST front end, which is wider than RFC 8259: bare keys, single quotes, a comma at the end of an
/// object or array, any character behind a backslash. It reads twice: the first pass stops silently where more text could
/// still come, the second goes on from there and quotes only from there in its refusals.
/// </summary>
internal ref struct FrontEndParser
{
    private const int ContextLength = 20;
    private const int EscapeLength = 6;
    private const int LongestKeyword = 5;
    private const int NoKey = -1;

    private static readonly SearchValues<byte> s_doubleQuoteOrEscape = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> s_singleQuoteOrEscape = SearchValues.Create("'\\"u8);
    private static readonly SearchValues<byte> s_numberBytes = SearchValues.Create("0123456789+-.eEx"u8);

    private readonly ReadOnlySpan<byte> _text;
    private readonly List<Token> _tokens = [];
    private int _limit;
    private int _position;
    private int _contextStart;
    private int _depth;
    private bool _isSecondPass;
    private string? _refusal;

    private FrontEndParser(ReadOnlySpan<byte> text, int limit)
    {
        _text = text;
        _limit = limit;
    }

    public static JsonText Parse(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8[3..];
        }

        ReadOnlyMemory<byte> text = ReplaceInvalidBytes(utf8, out int validLength);
        var parser = new FrontEndParser(text.Span, validLength);
        if (parser.ParseValue(NoKey))
        {
            parser.ExpectEnd();
        }

        return new JsonText(text, parser._tokens, parser._refusal, parser._isSecondPass);
    }

    // Each byte that is not UTF-8 becomes a space; the first pass ends before the first of them.
    private static ReadOnlyMemory<byte> ReplaceInvalidBytes(ReadOnlyMemory<byte> utf8, out int validLength)
    {
        validLength = utf8.Length;
        if (Utf8.IsValid(utf8.Span))
        {
            return utf8;
        }

        validLength = -1;
        byte[] text = utf8.ToArray();
        for (int i = 0; i < text.Length;)
        {
            if (Rune.DecodeFromUtf8(text.AsSpan(i), out _, out int length) == OperationStatus.Done)
            {
                i += length;
                continue;
            }

            validLength = validLength < 0 ? i : validLength;
            text[i++] = (byte)' ';
        }

        return text;
    }

    private bool ParseValue(int key)
    {
        TokenKind kind = Peek();
        switch (kind)
        {
            case TokenKind.Unknown:
                return RefuseUnknown("Expected a value.");
            case TokenKind.Object:
                return ParseObject(key);
            case TokenKind.Array:
                return ParseArray();
            case TokenKind.String:
                return ParseString();
            case TokenKind.Number:
                return ParseNumber();
            case TokenKind.True or TokenKind.False or TokenKind.Null:
                int length = kind == TokenKind.False ? 5 : 4;
                Add(kind, _position, length);
                _position += length;
                return true;
            default:
                // A short tail might still become a keyword.
                if (_limit - _position < LongestKeyword && StartSecondPass())
                {
                    return ParseValue(key);
                }

                return Refuse("Unexpected token.");
        }
    }

    private bool ParseObject(int key)
    {
        int token = Open(TokenKind.Object);
        if (++_depth > WireLimits.MaxDepth)
        {
            return RefuseDepth($"for key '{NameOf(key)}'");
        }

        while (true)
        {
            TokenKind kind = Peek();
            if (kind == TokenKind.EndObject)
            {
                return Close(token);
            }

            int member = _tokens.Count;
            if (!ParseKey(kind) || !ParseColon() || !ParseValue(member))
            {
                return false;
            }

            kind = Peek();
            if (kind == TokenKind.EndObject)
            {
                return Close(token);
            }

            if (kind != TokenKind.Comma)
            {
                return RefuseAt(kind, "Expected , or } after key:value pair.");
            }

            _position++;
        }
    }

    private readonly string NameOf(int key) =>
        key == NoKey ? "" : Echo.Cut(JsonText.Decode(_text.Slice(_tokens[key].Start, _tokens[key].Length), _tokens[key].HasEscapes));

    private bool ParseArray()
    {
        int token = Open(TokenKind.Array);
        if (++_depth > WireLimits.MaxDepth)
        {
            return RefuseDepth("in array");
        }

        while (true)
        {
            TokenKind kind = Peek();
            if (kind == TokenKind.EndArray)
            {
                return Close(token);
            }

            if (kind == TokenKind.Unknown)
            {
                return RefuseUnknown("Expected a value or ] within an array.");
            }

            if (!ParseValue(NoKey))
            {
                return false;
            }

            kind = Peek();
            if (kind == TokenKind.EndArray)
            {
                return Close(token);
            }

            if (kind != TokenKind.Comma)
            {
                return RefuseAt(kind, "Expected , or ] after array value.");
            }

            _position++;
        }
    }

    private bool ParseKey(TokenKind kind)
    {
        const string Expected = "Expected an object key or }.";
        switch (kind)
        {
            case TokenKind.Unknown:
                return RefuseUnknown(Expected);
            case TokenKind.String:
                return ParseString();
            case TokenKind.Key or TokenKind.True or TokenKind.False or TokenKind.Null:
                break;
            default:
                return Refuse(Expected);
        }

        int start = _position;
        int end = start;
        while (end < _limit && IsKeyByte(_text[end]))
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
            return Refuse(Expected);
        }

        Add(TokenKind.Key, start, end - start);
        return true;
    }

    private bool ParseColon()
    {
        TokenKind kind = Peek();
        if (kind != TokenKind.Colon)
        {
            return RefuseAt(kind, "Expected : between key:value pair.");
        }

        _position++;
        return true;
    }

    private bool ParseString()
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

    private bool SkipEscape()
    {
        if (_limit - _position < 2 && !StartSecondPass())
        {
            return Refuse("Closing quote expected in string.");
        }

        if (_limit - _position < 2)
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

    private bool ParseNumber()
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

    private void ExpectEnd()
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

    private TokenKind Peek()
    {
        SkipWhitespace();
        TokenKind kind = Classify();
        if (kind == TokenKind.Unknown && StartSecondPass())
        {
            SkipWhitespace();
            kind = Classify();
        }

        return kind;
    }

    private readonly TokenKind Classify()
    {
        if (_position >= _limit)
        {
            return TokenKind.Unknown;
        }

        ReadOnlySpan<byte> rest = _text[_position.._limit];
        return rest[0] switch
        {
            (byte)'"' or (byte)'\'' => TokenKind.String,
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => TokenKind.Number,
            (byte)'{' => TokenKind.Object,
            (byte)'}' => TokenKind.EndObject,
            (byte)'[' => TokenKind.Array,
            (byte)']' => TokenKind.EndArray,
            (byte)':' => TokenKind.Colon,
            (byte)',' => TokenKind.Comma,
            (byte)'t' when rest.StartsWith("true"u8) => TokenKind.True,
            (byte)'f' when rest.StartsWith("false"u8) => TokenKind.False,
            (byte)'n' when rest.StartsWith("null"u8) => TokenKind.Null,
            byte first when IsKeyByte(first) => TokenKind.Key,
            _ => TokenKind.Unknown,
        };
    }

    private static bool IsKeyByte(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'_' or (byte)'$';

    private void SkipWhitespace()
    {
        while (_position < _limit && _text[_position] is (byte)' ' or (>= (byte)'\t' and <= (byte)'\r'))
        {
            _position++;
        }
    }

    private bool StartSecondPass()
    {
        if (_isSecondPass)
        {
            return false;
        }

        _isSecondPass = true;
        _contextStart = _position;
        _limit = _text.Length;
        return true;
    }

    private int Open(TokenKind kind)
    {
        _tokens.Add(new Token(kind, false, _position, 0, 0));
        _position++;
        return _tokens.Count - 1;
    }

    private bool Close(int token)
    {
        _depth--;
        _position++;
        Token open = _tokens[token];
        _tokens[token] = open with { Length = _position - open.Start, Next = _tokens.Count };
        return true;
    }

    private readonly void Add(TokenKind kind, int start, int length, bool hasEscapes = false) =>
        _tokens.Add(new Token(kind, hasEscapes, start, length, _tokens.Count + 1));

    private bool RefuseAt(TokenKind kind, string text) => kind == TokenKind.Unknown ? RefuseUnknown(text) : Refuse(text);

    private bool RefuseUnknown(string text) => Refuse(_position == _limit ? "Unexpected end of string. " + text : text);

    private bool RefuseDepth(string where)
    {
        _refusal = $"Invalid JSON payload received. Message too deep. Max recursion depth reached {where}";
        return false;
    }

    private bool Refuse(string text)
    {
        int begin = Math.Max(_position - ContextLength, _contextStart);
        ReadOnlySpan<byte> context = _text[begin..Math.Min(_position + ContextLength, _limit)];
        _refusal = Utf8.IsValid(context)
            ? $"Invalid JSON payload received. {text}\n{Encoding.UTF8.GetString(context)}\n{new string(' ', _position - begin)}^"
            : "Request contains an invalid argument.";
        return false;
    }
}
