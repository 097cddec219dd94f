using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Castor.Server.Identity;

/// <summary>What a request says about its caller.</summary>
/// <param name="Key">The API key of <c>?key=</c>, else of <c>x-goog-api-key</c>; null for none.</param>
/// <param name="Authorization">The <c>Authorization</c> header; null for none.</param>
internal readonly record struct Credentials(string? Key, string? Authorization)
{
    private const string KeyParameter = "key";
    private const string KeyHeader = "x-goog-api-key";
    private const string Scheme = "Bearer ";

    /// <summary>The bearer token; empty for none.</summary>
    public ReadOnlySpan<char> Bearer => Authorization is not null && Authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        ? Authorization.AsSpan(Scheme.Length).Trim()
        : default;

    /// <summary>Reads the credentials and takes <c>?key=</c> out of the request's URL, so that no log, trace or recording holds it.</summary>
    public static Credentials Take(HttpRequest request)
    {
        string? key = null;
        if (request.QueryString.HasValue && request.Query.TryGetValue(KeyParameter, out StringValues values))
        {
            key = Filled(values);
            request.QueryString = QueryString.Create(request.Query.Where(pair => pair.Key != KeyParameter));
        }

        return new Credentials(key ?? Filled(request.Headers[KeyHeader]), Filled(request.Headers.Authorization));
    }

    /// <summary>Nothing of the credentials: they have no business in logs.</summary>
    public override string ToString() => nameof(Credentials);

    private static string? Filled(in StringValues values)
    {
        foreach (string? value in values)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                return value.Trim();
            }
        }

        return null;
    }
}
