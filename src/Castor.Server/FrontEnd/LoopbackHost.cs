using System.Buffers;
using System.Globalization;
using System.Net;

namespace Castor.Server.FrontEnd;

/// <summary>Knows the names and addresses of this machine itself, as they stand in <c>Host</c> and <c>Origin</c> headers.</summary>
internal static class LoopbackHost
{
    private const string Name = "localhost";
    private const string Address = "127.0.0.1";

    private static readonly SearchValues<char> s_nameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.");

    /// <summary>Whether <c>host</c> or <c>host:port</c> is loopback.</summary>
    public static bool Matches(ReadOnlySpan<char> authority)
    {
        int colon = authority.LastIndexOf(':');
        if (colon >= 0 && colon > authority.LastIndexOf(']'))
        {
            if (!ushort.TryParse(authority[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                return false;
            }

            authority = authority[..colon];
        }

        return authority.SequenceEqual(Address)
            || authority.Equals(Name, StringComparison.OrdinalIgnoreCase)
            || IsLoopbackAddress(authority)
            || IsBelowLocalhost(authority);
    }

    /// <summary>Names below <c>localhost</c> never leave this machine. <see href="https://www.rfc-editor.org/rfc/rfc6761#section-6.3"/></summary>
    private static bool IsBelowLocalhost(ReadOnlySpan<char> host) =>
        host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        && char.IsAsciiLetterOrDigit(host[0])
        && host.IndexOfAnyExcept(s_nameCharacters) < 0;

    private static bool IsLoopbackAddress(ReadOnlySpan<char> host)
    {
        bool bracketed = host is ['[', .., ']'];
        ReadOnlySpan<char> inner = bracketed ? host[1..^1] : host;
        return !inner.IsEmpty
            && (bracketed || char.IsAsciiDigit(inner[0]))
            && IPAddress.TryParse(inner, out IPAddress? address)
            && IPAddress.IsLoopback(address);
    }
}
