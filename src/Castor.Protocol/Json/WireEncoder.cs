using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Castor.Protocol.Json;

/// <summary>
/// Escapes strings as Google's serializer does: angle brackets, controls and invisible characters as <c>\u003c</c> in
/// lower-case hex, the rest of Unicode raw.
/// </summary>
internal sealed class WireEncoder : JavaScriptEncoder
{
    private const int EscapeLength = 6;
    private const string PlainAscii =
        " !#$%&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";

    private static readonly SearchValues<byte> s_plainBytes = SearchValues.Create(Encoding.ASCII.GetBytes(PlainAscii));
    private static readonly SearchValues<char> s_plainChars = SearchValues.Create(PlainAscii);

    public static WireEncoder Instance { get; } = new();

    public override int MaxOutputCharactersPerInputCharacter => EscapeLength;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar switch
    {
        < 0x20 or '"' or '\\' or '<' or '>' => true,
        < 0x7f => false,
        < 0xa0 or 0x00ad => true,
        < 0x0600 => false,
        <= 0x0603 or 0x06dd or 0x070f or 0x17b4 or 0x17b5 => true,
        < 0x200b => false,
        <= 0x200f or (>= 0x2028 and <= 0x202e) or (>= 0x2060 and <= 0x2064) or (>= 0x206a and <= 0x206f) => true,
        < 0xfeff => false,
        0xfeff or (>= 0xfff9 and <= 0xfffb) => true,
        (>= 0x1d173 and <= 0x1d17a) or 0xe0001 or (>= 0xe0020 and <= 0xe007f) => true,
        _ => false,
    };

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text)
    {
        int start = 0;
        while (true)
        {
            int offset = utf8Text[start..].IndexOfAnyExcept(s_plainBytes);
            if (offset < 0)
            {
                return -1;
            }

            start += offset;
            while (start < utf8Text.Length && utf8Text[start] >= 0x80)
            {
                OperationStatus status = Rune.DecodeFromUtf8(utf8Text[start..], out Rune rune, out int consumed);
                if (status != OperationStatus.Done || WillEncode(rune.Value))
                {
                    return start;
                }

                start += consumed;
            }

            if (start < utf8Text.Length && WillEncode(utf8Text[start]))
            {
                return start;
            }
        }
    }

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength) =>
        FindFirst(new ReadOnlySpan<char>(text, textLength));

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        TryEscape(unicodeScalar, new Span<char>(buffer, bufferLength), out numberOfCharactersWritten);

    public override OperationStatus Encode(
        ReadOnlySpan<char> source, Span<char> destination, out int charsConsumed, out int charsWritten, bool isFinalBlock = true)
    {
        charsConsumed = 0;
        charsWritten = 0;
        while (true)
        {
            int plain = FindFirst(source[charsConsumed..]);
            int run = plain < 0 ? source.Length - charsConsumed : plain;
            if (run > destination.Length - charsWritten)
            {
                return OperationStatus.DestinationTooSmall;
            }

            source.Slice(charsConsumed, run).CopyTo(destination[charsWritten..]);
            charsConsumed += run;
            charsWritten += run;
            if (plain < 0)
            {
                return OperationStatus.Done;
            }

            OperationStatus status = Rune.DecodeFromUtf16(source[charsConsumed..], out Rune rune, out int consumed);
            if (status == OperationStatus.NeedMoreData && !isFinalBlock)
            {
                return OperationStatus.NeedMoreData;
            }

            if (!TryEscapeOrReplace(rune, status, destination[charsWritten..], out int written))
            {
                return OperationStatus.DestinationTooSmall;
            }

            charsConsumed += consumed;
            charsWritten += written;
        }
    }

    /// <summary>Where the first unit stands that is escaped or replaced; -1 where there is none.</summary>
    internal static int FindFirst(ReadOnlySpan<char> text)
    {
        int start = 0;
        while (true)
        {
            int offset = text[start..].IndexOfAnyExcept(s_plainChars);
            if (offset < 0)
            {
                return -1;
            }

            start += offset;
            while (start < text.Length && text[start] >= 0x80)
            {
                int scalar = text[start];
                if (char.IsSurrogate((char)scalar))
                {
                    if (Rune.DecodeFromUtf16(text[start..], out Rune rune, out _) != OperationStatus.Done)
                    {
                        return start;
                    }

                    scalar = rune.Value;
                }

                if (Instance.WillEncode(scalar))
                {
                    return start;
                }

                start += scalar > char.MaxValue ? 2 : 1;
            }

            if (start < text.Length && Instance.WillEncode(text[start]))
            {
                return start;
            }
        }
    }

    private static bool TryEscapeOrReplace(Rune rune, OperationStatus status, Span<char> output, out int written)
    {
        if (status == OperationStatus.Done)
        {
            return TryEscape(rune.Value, output, out written);
        }

        written = output.IsEmpty ? 0 : 1;
        output[..written].Fill((char)Rune.ReplacementChar.Value);
        return written == 1;
    }

    /// <summary>Writes the escape of a character; false where there is no room.</summary>
    internal static bool TryEscape(int scalar, Span<char> output, out int written)
    {
        written = 0;
        if (ShortForm(scalar) is { } shortForm)
        {
            if (shortForm.TryCopyTo(output))
            {
                written = shortForm.Length;
            }

            return written > 0;
        }

        Span<char> units = stackalloc char[2];
        int count = new Rune(scalar).EncodeToUtf16(units);
        if (output.Length < count * EscapeLength)
        {
            return false;
        }

        foreach (char unit in units[..count])
        {
            @"\u".CopyTo(output[written..]);
            ((int)unit).TryFormat(output[(written + 2)..], out _, "x4", CultureInfo.InvariantCulture);
            written += EscapeLength;
        }

        return true;
    }

    private static string? ShortForm(int scalar) => scalar switch
    {
        '\b' => @"\b",
        '\t' => @"\t",
        '\n' => @"\n",
        '\f' => @"\f",
        '\r' => @"\r",
        '"' => "\\\"",
        '\\' => @"\\",
        _ => null,
    };
}
