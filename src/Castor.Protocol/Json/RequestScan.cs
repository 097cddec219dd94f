using System.Globalization;
using System.Text.Unicode;

namespace Castor.Protocol.Json;

/// <summary>Finds what the generated reader takes but the front end reads otherwise.</summary>
internal static class RequestScan
{
    private const int EscapeLength = 6;

    /// <summary>Whether the body may hold bytes that are no UTF-8, halves of surrogate pairs, or null as an item of a list.</summary>
    public static bool IsSuspect(ReadOnlySpan<byte> body) => !Utf8.IsValid(body) || HasLoneSurrogate(body) || HasNullItem(body);

    private static bool HasNullItem(ReadOnlySpan<byte> body)
    {
        for (int start = 0, found; (found = body[start..].IndexOf("null"u8)) >= 0; start += found + 4)
        {
            ReadOnlySpan<byte> before = body[..(start + found)].TrimEnd(" \t\r\n"u8);
            if (before is [.., (byte)'[' or (byte)','])
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasLoneSurrogate(ReadOnlySpan<byte> body)
    {
        for (int start = 0, found; (found = body[start..].IndexOf("\\u"u8)) >= 0;)
        {
            int escape = start + found;
            int backslashes = escape - (body[..escape].LastIndexOfAnyExcept((byte)'\\') + 1);
            if (backslashes % 2 == 1)
            {
                start = escape + 2;
                continue;
            }

            start = escape + EscapeLength;
            char first = UnitAt(body, escape);
            if (char.IsHighSurrogate(first) && char.IsLowSurrogate(UnitAt(body, start)))
            {
                start += EscapeLength;
            }
            else if (char.IsSurrogate(first))
            {
                return true;
            }

            if (start > body.Length)
            {
                return false;
            }
        }

        return false;
    }

    private static char UnitAt(ReadOnlySpan<byte> body, int escape) =>
        body.Length >= escape + EscapeLength && body[escape..].StartsWith("\\u"u8)
        && ushort.TryParse(body.Slice(escape + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit)
            ? (char)unit
            : '\0';
}
