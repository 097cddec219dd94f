using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Castor.Protocol.Json.FrontEnd;

/// <summary>A text with the tokens found in it and, where it is no JSON, what the front end says of it.</summary>
internal sealed class JsonText(ReadOnlyMemory<byte> utf8, List<Token> tokens, string? refusal, bool isCutShort)
{
    private const int EscapeLength = 6;

    /// <summary>The whole message that refuses the text; null when it is JSON.</summary>
    public string? Refusal => refusal;

    /// <summary>Whether the refusal came only when the text was at its end, so that mistakes before it are told first.</summary>
    public bool IsCutShort => isCutShort;

    public Token this[int token] => tokens[token];

    public bool IsEmpty => tokens.Count == 0;

    /// <summary>The token after this one; that of a text cut short ends with the text.</summary>
    public int Next(int token) => tokens[token].Next is var next and > 0 ? next : tokens.Count;

    public ReadOnlySpan<byte> Raw(int token) => utf8.Span.Slice(tokens[token].Start, tokens[token].Length);

    /// <summary>The text of a string or key.</summary>
    public string GetString(int token) => Decode(Raw(token), tokens[token].HasEscapes);

    /// <summary>The bytes of a string; those of one with escapes are copied.</summary>
    public ReadOnlySpan<byte> GetBytes(int token)
    {
        if (!tokens[token].HasEscapes)
        {
            return Raw(token);
        }

        byte[] buffer = new byte[tokens[token].Length];
        return buffer.AsSpan(0, Unescape(Raw(token), buffer));
    }

    /// <summary>Writes a value in plain JSON; numbers keep their digits.</summary>
    public void WriteTo(Utf8JsonWriter output, int token)
    {
        switch (tokens[token].Kind)
        {
            case TokenKind.Object:
                WriteObject(output, token);
                break;
            case TokenKind.Array:
                output.WriteStartArray();
                for (int item = token + 1; item < Next(token); item = Next(item))
                {
                    WriteTo(output, item);
                }

                output.WriteEndArray();
                break;
            case TokenKind.String:
                output.WriteStringValue(GetBytes(token));
                break;
            case TokenKind.Number:
                WriteNumber(output, Raw(token));
                break;
            case TokenKind.Null:
                output.WriteNullValue();
                break;
            default:
                output.WriteBooleanValue(tokens[token].Kind == TokenKind.True);
                break;
        }
    }

    /// <summary>The text between quotes.</summary>
    public static string Decode(ReadOnlySpan<byte> raw, bool hasEscapes)
    {
        if (!hasEscapes)
        {
            return Encoding.UTF8.GetString(raw);
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(raw.Length);
        string text = Encoding.UTF8.GetString(buffer, 0, Unescape(raw, buffer));
        ArrayPool<byte>.Shared.Return(buffer);
        return text;
    }

    private void WriteObject(Utf8JsonWriter output, int token)
    {
        output.WriteStartObject();
        for (int key = token + 1; key < Next(token) && key + 1 < tokens.Count; key = Next(key + 1))
        {
            output.WritePropertyName(GetBytes(key));
            WriteTo(output, key + 1);
        }

        output.WriteEndObject();
    }

    // The front end takes "1." and "-.5", which JSON does not have.
    private static void WriteNumber(Utf8JsonWriter output, ReadOnlySpan<byte> digits)
    {
        var reader = new Utf8JsonReader(digits);
        try
        {
            reader.Read();
            output.WriteRawValue(digits, skipInputValidation: true);
        }
        catch (JsonException)
        {
            output.WriteNumberValue(double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture));
        }
    }

    private static int Unescape(ReadOnlySpan<byte> raw, Span<byte> output)
    {
        int written = 0;
        while (true)
        {
            int plain = raw.IndexOf((byte)'\\');
            ReadOnlySpan<byte> run = plain < 0 ? raw : raw[..plain];
            run.CopyTo(output[written..]);
            written += run.Length;
            if (plain < 0 || plain + 1 >= raw.Length)
            {
                return written;
            }

            raw = raw[plain..];
            if (raw[1] == 'u')
            {
                Rune rune = ReadEscape(raw, out int consumed);
                written += rune.EncodeToUtf8(output[written..]);
                raw = raw[consumed..];
                continue;
            }

            output[written++] = raw[1] switch
            {
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                (byte)'v' => (byte)'\v',
                byte other => other,
            };
            raw = raw[2..];
        }
    }

    private static Rune ReadEscape(ReadOnlySpan<byte> raw, out int consumed)
    {
        consumed = EscapeLength;
        char first = (char)Hex(raw);
        if (Rune.TryCreate(first, out Rune rune))
        {
            return rune;
        }

        if (raw.Length >= 2 * EscapeLength && raw[EscapeLength] == '\\' && raw[EscapeLength + 1] == 'u'
            && Rune.TryCreate(first, (char)Hex(raw[EscapeLength..]), out rune))
        {
            consumed = 2 * EscapeLength;
            return rune;
        }

        return Rune.ReplacementChar;
    }

    private static ushort Hex(ReadOnlySpan<byte> escape) =>
        ushort.Parse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
