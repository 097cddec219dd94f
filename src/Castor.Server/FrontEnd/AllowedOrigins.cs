using System.Collections.Frozen;

namespace Castor.Server.FrontEnd;

/// <summary>The origins whose pages may call: loopback, the server's own, and those of <c>--cors</c>.</summary>
internal sealed class AllowedOrigins
{
    private readonly FrozenSet<string> _configured;

    /// <exception cref="CastorOptionsException">A configured origin is none.</exception>
    public AllowedOrigins(CastorOptions options) =>
        _configured = options.CorsOrigins.Select(Normalize).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a page of the origin may call.</summary>
    /// <param name="origin">The <c>Origin</c> header.</param>
    /// <param name="host">The <c>Host</c> header.</param>
    public bool Contains(string origin, string? host) =>
        _configured.Contains(origin) || (Authority(origin) is { IsEmpty: false } authority
            && (LoopbackHost.Matches(authority) || authority.Equals(host, StringComparison.OrdinalIgnoreCase)));

    private static ReadOnlySpan<char> Authority(string origin) =>
        origin.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? origin.AsSpan("http://".Length)
        : origin.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? origin.AsSpan("https://".Length)
        : default;

    private static string Normalize(string origin)
    {
        bool valid = Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
            && uri.Authority.Length > 0
            && uri.UserInfo.Length == 0
            && uri.AbsolutePath is "" or "/"
            && uri.Query.Length == 0
            && uri.Fragment.Length == 0
            && !origin.Contains('*', StringComparison.Ordinal);
        return valid
            ? $"{uri!.Scheme}://{uri.IdnHost}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}"
            : throw new CastorOptionsException($"'{origin}' is no origin: --cors takes one such as https://app.example.com, without a path.");
    }
}
