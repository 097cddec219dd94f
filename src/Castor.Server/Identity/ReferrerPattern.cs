using System.Globalization;

namespace Castor.Server.Identity;

/// <summary>
/// Pages that may use a key, written as Google has it: <c>example.com/*</c>, <c>*.example.com</c>, <c>https://example.com:8443/app/*</c>. Without a
/// scheme both are meant, without a port the scheme's own, without a path every path; <c>*.example.com</c> does not mean <c>example.com</c>.
/// <see href="https://docs.cloud.google.com/docs/authentication/api-keys#adding-http-restrictions"/>
/// </summary>
internal sealed class ReferrerPattern
{
    private const string SubdomainMark = "*.";

    private string? _scheme;
    private string _host = "";
    private bool _subdomains;
    private int? _port;
    private bool _anyPort;
    private string? _path;
    private bool _pathOpen;

    private ReferrerPattern()
    {
    }

    public static ReferrerPattern? Parse(string text)
    {
        var pattern = new ReferrerPattern();
        ReadOnlySpan<char> rest = text;
        int schemeEnd = rest.IndexOf("://", StringComparison.Ordinal);
        if (schemeEnd >= 0)
        {
            pattern._scheme = rest[..schemeEnd].ToString().ToLowerInvariant();
            rest = rest[(schemeEnd + 3)..];
            if (pattern._scheme is not ("http" or "https"))
            {
                return null;
            }
        }

        int slash = rest.IndexOf('/');
        return pattern.TakePath(slash < 0 ? default : rest[slash..]) && pattern.TakeAuthority(slash < 0 ? rest : rest[..slash]) ? pattern : null;
    }

    public bool Matches(Uri page) =>
        page.Scheme is "http" or "https"
        && (_scheme is null || page.Scheme == _scheme)
        && (_anyPort || (_port is { } port ? page.Port == port : page.IsDefaultPort))
        && MatchesHost(page.IdnHost)
        && (_path is null || (_pathOpen ? page.AbsolutePath.StartsWith(_path, StringComparison.Ordinal) : page.AbsolutePath == _path));

    private bool MatchesHost(string host) => _subdomains
        ? host.Length > _host.Length && host.EndsWith(_host, StringComparison.OrdinalIgnoreCase)
        : host.Equals(_host, StringComparison.OrdinalIgnoreCase);

    private bool TakePath(ReadOnlySpan<char> path)
    {
        if (path.IsEmpty)
        {
            return true;
        }

        _pathOpen = path[^1] == '*';
        _path = (_pathOpen ? path[..^1] : path).ToString();
        return _path.AsSpan().IndexOfAny("*?#") < 0;
    }

    private bool TakeAuthority(ReadOnlySpan<char> authority)
    {
        int colon = authority.LastIndexOf(':');
        if (colon > authority.LastIndexOf(']'))
        {
            ReadOnlySpan<char> port = authority[(colon + 1)..];
            authority = authority[..colon];
            _anyPort = port is "*";
            if (!_anyPort)
            {
                if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number))
                {
                    return false;
                }

                _port = number;
            }
        }

        _subdomains = authority.StartsWith(SubdomainMark, StringComparison.Ordinal);
        ReadOnlySpan<char> name = _subdomains ? authority[SubdomainMark.Length..] : authority;
        bool bracketed = name is ['[', .., ']'];
        ReadOnlySpan<char> inner = bracketed ? name[1..^1] : name;
        UriHostNameType kind = Uri.CheckHostName(inner.ToString());
        // IdnHost of an IPv6 page has no brackets; a pattern for sub-domains keeps its dot, so that notexample.com is not one of them.
        _host = _subdomains ? authority[1..].ToString() : inner.ToString();
        return bracketed ? kind == UriHostNameType.IPv6 && !_subdomains : kind is UriHostNameType.Dns or UriHostNameType.IPv4;
    }
}
