using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Castor.Protocol.Json;

/// <summary>
/// Walks JSON that is known to be UTF-8. It refuses all that is not strictly JSON, and some of what is: whoever asks has another reader
/// for what is refused here.
/// </summary>
/// <param name="utf8">The text.</param>
internal ref struct PlainCursor(ReadOnlySpan<byte> utf8)
{
    /// <summary>What ends a run of plain bytes within a string.</summary>
    private static readonly SearchValues<byte> s_stops = SearchValues.Create(
        "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\a\b\t\n\v\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"u8);

    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private int _at;

    /// <summary>Whether nothing but blanks is left.</summary>
    public bool IsAtEnd => Peek() < 0;

    /// <summary>Takes a bracket; false where something else comes.</summary>
    public bool TryTake(char bracket)
    {
        if (Peek() != bracket)
        {
            return false;
        }

        _at++;
        return true;
    }

    /// <summary>Goes to the next member of an object, whose opening bracket is taken, and to its value.</summary>
    /// <param name="name">The name of the member; empty where the object ends.</param>
    /// <param name="isFirst">True before the first member; becomes false.</param>
    /// <returns>False where neither a member nor the end comes.</returns>
    public bool TryNextMember(out ReadOnlySpan<byte> name, ref bool isFirst)
    {
        name = default;
        if (TryTake('}'))
        {
            return true;
        }

        if ((!isFirst && !TryTake(',')) || !TryTake('"'))
        {
            return false;
        }

        isFirst = false;
        ReadOnlySpan<byte> rest = _utf8[_at..];
        int length = rest.IndexOfAny(s_stops);
        if (length <= 0 || rest[length] != '"')
        {
            return false;
        }

        name = rest[..length];
        _at += length + 1;
        return TryTake(':');
    }

    /// <summary>Goes to the next item of a list, whose opening bracket is taken.</summary>
    /// <param name="isEnd">Whether the list has ended instead.</param>
    /// <param name="isFirst">True before the first item; becomes false.</param>
    /// <returns>False where neither an item nor the end comes.</returns>
    public bool TryNextItem(out bool isEnd, ref bool isFirst)
    {
        isEnd = TryTake(']');
        bool goesOn = isEnd || isFirst || TryTake(',');
        isFirst = false;
        return goesOn;
    }

    /// <summary>Reads a string.</summary>
    /// <exception cref="JsonException">It has an escape that is none.</exception>
    public bool TryReadText(out string? text)
    {
        text = null;
        if (!TryReadRaw(out ReadOnlySpan<byte> raw, out bool isEscaped) || raw.Length > WireLimits.MaxStringBytes)
        {
            return false;
        }

        text = isEscaped ? Unescape(_utf8.Slice(_at - raw.Length - 2, raw.Length + 2)) : Encoding.UTF8.GetString(raw);
        return true;
    }

    /// <summary>Reads the bytes of a string between its quotation marks.</summary>
    public bool TryReadRaw(out ReadOnlySpan<byte> raw, out bool isEscaped)
    {
        raw = default;
        isEscaped = false;
        if (!TryTake('"'))
        {
            return false;
        }

        int start = _at;
        while (true)
        {
            int stop = _utf8[_at..].IndexOfAny(s_stops);
            if (stop < 0)
            {
                return false;
            }

            _at += stop;
            if (_utf8[_at] == '"')
            {
                raw = _utf8[start.._at];
                _at++;
                return true;
            }

            if (_utf8[_at] != '\\' || _at + 2 > _utf8.Length)
            {
                return false;
            }

            isEscaped = true;
            _at += 2;
        }
    }

    /// <summary>Reads a whole number without a fraction or an exponent.</summary>
    public bool TryReadNumber(out int? value)
    {
        value = null;
        if (!TryReadDigits(out ReadOnlySpan<byte> digits) || !Utf8Parser.TryParse(digits, out int number, out int consumed) || consumed != digits.Length)
        {
            return false;
        }

        value = number;
        return true;
    }

    /// <summary>Reads a finite number.</summary>
    public bool TryReadNumber(out float? value)
    {
        value = null;
        if (!TryReadDigits(out ReadOnlySpan<byte> digits)
            || !Utf8Parser.TryParse(digits, out float number, out int consumed)
            || consumed != digits.Length
            || !float.IsFinite(number))
        {
            return false;
        }

        value = number;
        return true;
    }

    /// <summary>Reads a value of any form by the generated reader; null where it is the literal.</summary>
    /// <param name="type">The type of the value.</param>
    /// <param name="depth">How many brackets are open.</param>
    /// <exception cref="JsonException">The value is not of the type.</exception>
    public T? Read<T>(JsonTypeInfo<T> type, int depth)
    {
        var reader = new Utf8JsonReader(_utf8[_at..], new JsonReaderOptions { MaxDepth = WireLimits.MaxDepth - depth });
        T? value = JsonSerializer.Deserialize(ref reader, type);
        _at += (int)reader.BytesConsumed;
        return value;
    }

    /// <summary>Reads a number as it stands, if it stands as JSON has numbers.</summary>
    private bool TryReadDigits(out ReadOnlySpan<byte> digits)
    {
        _ = Peek();
        ReadOnlySpan<byte> rest = _utf8[_at..];
        int length = rest.IndexOfAnyExcept("0123456789+-.eE"u8);
        digits = length < 0 ? rest : rest[..length];
        _at += digits.Length;
        return IsNumber(digits);
    }

    /// <summary><see href="https://www.rfc-editor.org/rfc/rfc8259#section-6"/></summary>
    private static bool IsNumber(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> rest = text is [(byte)'-', ..] ? text[1..] : text;
        int whole = Digits(rest);
        if (whole == 0 || (whole > 1 && rest[0] == '0'))
        {
            return false;
        }

        rest = rest[whole..];
        if (rest is [(byte)'.', ..])
        {
            int fraction = Digits(rest[1..]);
            if (fraction == 0)
            {
                return false;
            }

            rest = rest[(fraction + 1)..];
        }

        if (rest is [(byte)'e' or (byte)'E', ..])
        {
            rest = rest is [_, (byte)'+' or (byte)'-', ..] ? rest[2..] : rest[1..];
            int exponent = Digits(rest);
            return exponent > 0 && exponent == rest.Length;
        }

        return rest.IsEmpty;
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        int length = 0;
        while (length < text.Length && char.IsAsciiDigit((char)text[length]))
        {
            length++;
        }

        return length;
    }

    private static string? Unescape(ReadOnlySpan<byte> quoted)
    {
        var reader = new Utf8JsonReader(quoted);
        return reader.Read() ? reader.GetString() : null;
    }

    /// <summary>The next byte that is no blank; -1 at the end.</summary>
    private int Peek()
    {
        while (_at < _utf8.Length)
        {
            byte next = _utf8[_at];
            if (next is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                return next;
            }

            _at++;
        }

        return -1;
    }
}
