using System.Globalization;
using System.Net;

namespace Castor.Server.FrontEnd;

/// <summary>Knows the names and addresses of this machine itself, as they stand in <c>Host</c> and <c>Origin</c> headers.</summary>
internal static class LoopbackHost
{
    private const string Name = "localhost";
    private const string Address = "127.0.0.1";

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
            || authority.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
    }

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
