using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Castor.Protocol.Json.FrontEnd;

/// <summary>
/// The grammar of Google's REST front end, which is wider than RFC 8259: bare keys, single quotes, a comma at the end of an
/// object or array, any character behind a backslash.
/// </summary>
internal ref struct FrontEndParser
{
    private const int NoKey = -1;

    private TokenScanner _scanner;
    private int _depth;

    private FrontEndParser(ReadOnlySpan<byte> text, int limit) => _scanner = new TokenScanner(text, limit);

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
            parser._scanner.ExpectEnd();
        }

        return new JsonText(text, parser._scanner.Tokens, parser._scanner.Refusal, parser._scanner.IsSecondPass);
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
        TokenKind kind = _scanner.Peek();
        switch (kind)
        {
            case TokenKind.Unknown:
                return _scanner.RefuseUnknown("Expected a value.");
            case TokenKind.Object:
                return ParseObject(key);
            case TokenKind.Array:
                return ParseArray();
            case TokenKind.String:
                return _scanner.ScanString();
            case TokenKind.Number:
                return _scanner.ScanNumber();
            case TokenKind.True or TokenKind.False or TokenKind.Null:
                return _scanner.ScanKeyword(kind);
            default:
                return _scanner.MayBecomeKeyword() ? ParseValue(key) : _scanner.Refuse("Unexpected token.");
        }
    }

    private bool ParseObject(int key)
    {
        int token = _scanner.Open(TokenKind.Object);
        if (++_depth > WireLimits.MaxDepth)
        {
            return RefuseDepth($"for key '{NameOf(key)}'");
        }

        while (true)
        {
            TokenKind kind = _scanner.Peek();
            if (kind == TokenKind.EndObject)
            {
                return Close(token);
            }

            int member = _scanner.Tokens.Count;
            if (!ParseKey(kind) || !ParseColon() || !ParseValue(member))
            {
                return false;
            }

            kind = _scanner.Peek();
            if (kind == TokenKind.EndObject)
            {
                return Close(token);
            }

            if (kind != TokenKind.Comma)
            {
                return _scanner.RefuseAt(kind, "Expected , or } after key:value pair.");
            }

            _scanner.Skip();
        }
    }

    private readonly string NameOf(int key) => key == NoKey ? "" : Echo.Cut(_scanner.TextOf(key));

    private bool ParseArray()
    {
        int token = _scanner.Open(TokenKind.Array);
        if (++_depth > WireLimits.MaxDepth)
        {
            return RefuseDepth("in array");
        }

        while (true)
        {
            TokenKind kind = _scanner.Peek();
            if (kind == TokenKind.EndArray)
            {
                return Close(token);
            }

            if (kind == TokenKind.Unknown)
            {
                return _scanner.RefuseUnknown("Expected a value or ] within an array.");
            }

            if (!ParseValue(NoKey))
            {
                return false;
            }

            kind = _scanner.Peek();
            if (kind == TokenKind.EndArray)
            {
                return Close(token);
            }

            if (kind != TokenKind.Comma)
            {
                return _scanner.RefuseAt(kind, "Expected , or ] after array value.");
            }

            _scanner.Skip();
        }
    }

    private bool ParseKey(TokenKind kind)
    {
        const string Expected = "Expected an object key or }.";
        switch (kind)
        {
            case TokenKind.Unknown:
                return _scanner.RefuseUnknown(Expected);
            case TokenKind.String:
                return _scanner.ScanString();
            case TokenKind.Key or TokenKind.True or TokenKind.False or TokenKind.Null:
                break;
            default:
                return _scanner.Refuse(Expected);
        }

        return _scanner.ScanKey(kind, Expected);
    }

    private bool ParseColon()
    {
        TokenKind kind = _scanner.Peek();
        if (kind != TokenKind.Colon)
        {
            return _scanner.RefuseAt(kind, "Expected : between key:value pair.");
        }

        _scanner.Skip();
        return true;
    }

    private bool Close(int token)
    {
        _depth--;
        return _scanner.Close(token);
    }

    private bool RefuseDepth(string where) => _scanner.RefuseWhole($"Message too deep. Max recursion depth reached {where}");
}
