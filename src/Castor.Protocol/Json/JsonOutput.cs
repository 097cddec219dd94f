using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Castor.Protocol.Json;

/// <summary>
/// Writes JSON in the wire's three layouts. Whoever calls keeps the order: a name before each value of an object, an item before each of a
/// list. End with <see cref="Complete"/>.
/// </summary>
/// <param name="output">Takes the JSON.</param>
/// <param name="style">The layout.</param>
internal ref struct JsonOutput(IBufferWriter<byte> output, JsonStyle style)
{
    private const int FirstLength = 1024;
    private const int IndentLength = 2;
    private const int LongestNumber = 11;
    private const int LongestEscape = 12;
    private const int BytesPerUnit = 3;

    /// <summary>A longer text has its bytes counted first; for a shorter one the most that it may take is asked for.</summary>
    private const int ShortText = 4096;

    /// <summary>A multiple of three, so that base64 needs no padding between two pieces.</summary>
    private const int BytesPerPiece = 12 * 1024;

    private Span<byte> _span = output.GetSpan(FirstLength);
    private int _written;
    private int _depth;
    private bool _isBehindValue;

    /// <summary>The layout.</summary>
    public readonly JsonStyle Style => style;

    /// <summary>Opens an object or a list.</summary>
    public void Begin(char bracket)
    {
        Put((byte)bracket);
        _depth++;
        _isBehindValue = false;
    }

    /// <summary>Closes an object or a list.</summary>
    public void End(char bracket)
    {
        _depth--;
        if (_isBehindValue)
        {
            BreakLine();
        }

        Put((byte)bracket);
        _isBehindValue = true;
    }

    /// <summary>Begins a member of an object.</summary>
    /// <param name="quoted">Its name in quotation marks, with the colon.</param>
    public void Name(scoped ReadOnlySpan<byte> quoted)
    {
        Item();
        Put(quoted);
        if (style != JsonStyle.Compact)
        {
            Put((byte)' ');
        }
    }

    /// <summary>Begins an item of a list.</summary>
    public void Item()
    {
        if (_isBehindValue)
        {
            Put((byte)',');
        }

        BreakLine();
    }

    /// <summary>Writes a number.</summary>
    public void Number(int value)
    {
        Reserve(LongestNumber);
        _ = Utf8Formatter.TryFormat(value, _span[_written..], out int length);
        _written += length;
        _isBehindValue = true;
    }

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    public void Boolean(bool value)
    {
        Put(value ? "true"u8 : "false"u8);
        _isBehindValue = true;
    }

    /// <summary>Writes a string, its escapes as <see cref="WireEncoder"/> has them.</summary>
    public void Text(scoped ReadOnlySpan<char> value)
    {
        Put((byte)'"');
        while (true)
        {
            int plain = WireEncoder.FindFirst(value);
            Plain(plain < 0 ? value : value[..plain]);
            if (plain < 0)
            {
                break;
            }

            value = value[plain..];
            OperationStatus status = Rune.DecodeFromUtf16(value, out Rune rune, out int consumed);
            Escape(status == OperationStatus.Done ? rune : null);
            value = value[consumed..];
        }

        Put((byte)'"');
        _isBehindValue = true;
    }

    /// <summary>Writes bytes as a string in base64.</summary>
    public void Base64(scoped ReadOnlySpan<byte> value)
    {
        Put((byte)'"');
        while (!value.IsEmpty)
        {
            ReadOnlySpan<byte> piece = value[..Math.Min(value.Length, BytesPerPiece)];
            Reserve(System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(piece.Length));
            System.Buffers.Text.Base64.EncodeToUtf8(piece, _span[_written..], out _, out int length);
            _written += length;
            value = value[piece.Length..];
        }

        Put((byte)'"');
        _isBehindValue = true;
    }

    /// <summary>Writes a value that was written elsewhere in this layout, as if it began a line.</summary>
    public void Value(scoped ReadOnlySpan<byte> json)
    {
        while (style != JsonStyle.Compact && json.IndexOf((byte)'\n') is >= 0 and int length)
        {
            Put(json[..length]);
            BreakLine();
            json = json[(length + 1)..];
        }

        Put(json);
        _isBehindValue = true;
    }

    /// <summary>Hands over what was written; a pretty text ends with a line break.</summary>
    public void Complete()
    {
        if (style == JsonStyle.Pretty)
        {
            Put((byte)'\n');
        }

        output.Advance(_written);
        _span = default;
        _written = 0;
    }

    private void BreakLine()
    {
        if (style != JsonStyle.Pretty)
        {
            return;
        }

        int spaces = _depth * IndentLength;
        Reserve(spaces + 1);
        _span[_written++] = (byte)'\n';
        _span.Slice(_written, spaces).Fill((byte)' ');
        _written += spaces;
    }

    private void Plain(scoped ReadOnlySpan<char> text)
    {
        Reserve(text.Length <= ShortText ? text.Length * BytesPerUnit : Encoding.UTF8.GetByteCount(text));
        _written += Encoding.UTF8.GetBytes(text, _span[_written..]);
    }

    /// <summary>Writes an escape; null stands for half of a surrogate pair, which no UTF-8 has.</summary>
    private void Escape(Rune? rune)
    {
        Reserve(LongestEscape);
        if (rune is not { } scalar)
        {
            _written += Rune.ReplacementChar.EncodeToUtf8(_span[_written..]);
            return;
        }

        Span<char> escape = stackalloc char[LongestEscape];
        _ = WireEncoder.TryEscape(scalar.Value, escape, out int length);
        _written += Encoding.UTF8.GetBytes(escape[..length], _span[_written..]);
    }

    private void Put(byte value)
    {
        Reserve(1);
        _span[_written++] = value;
    }

    private void Put(scoped ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_span[_written..]);
        _written += bytes.Length;
    }

    private void Reserve(int length)
    {
        if (length > _span.Length - _written)
        {
            output.Advance(_written);
            _span = output.GetSpan(Math.Max(length, FirstLength));
            _written = 0;
        }
    }
}
