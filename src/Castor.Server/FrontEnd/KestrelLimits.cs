using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Castor.Server.FrontEnd;

/// <summary>What one connection may take from the server, so that a slow or a greedy one harms nobody else.</summary>
internal static class KestrelLimits
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    public static void Apply(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        KestrelServerLimits limits = options.Limits;
        limits.MaxRequestBodySize = BodySizeLimit.Bytes;
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, s_grace);
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, s_grace);
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        limits.MaxRequestLineSize = 16 * 1024;
        limits.MaxRequestHeadersTotalSize = 32 * 1024;
        limits.MaxRequestHeaderCount = 100;
        limits.MaxConcurrentUpgradedConnections = 1000;
    }
}
