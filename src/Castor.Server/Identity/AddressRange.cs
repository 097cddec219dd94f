using System.Net;
using System.Net.Sockets;

namespace Castor.Server.Identity;

/// <summary>One address, or a range in CIDR notation.</summary>
internal static class AddressRange
{
    public static bool TryParse(string text, out IPNetwork range)
    {
        if (text.Contains('/', StringComparison.Ordinal))
        {
            return IPNetwork.TryParse(text, out range);
        }

        // Only the full notation: IPAddress reads "10" as 0.0.0.10.
        bool one = IPAddress.TryParse(text, out IPAddress? address)
            && (address.AddressFamily == AddressFamily.InterNetworkV6 || text.AsSpan().Count('.') == 3);
        range = one ? new IPNetwork(address!, address!.AddressFamily == AddressFamily.InterNetwork ? 32 : 128) : default;
        return one;
    }
}
