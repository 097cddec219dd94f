using Castor.Server.Identity.Issuers;
using Castor.Server.Identity.ServiceAccounts;
using Castor.Storage.Keys;
using Castor.Storage.Secrets;
using Castor.Storage.ServiceAccounts;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Castor.Server.Identity.Tokens;

/// <summary>Tells who calls with a bearer token that is no API key: an access token, a JWT that a service account signed for itself, or the
/// token of a configured issuer.</summary>
internal sealed class BearerTokens(TokenRing ring, SignedJwtReader jwts, ForeignTokens foreign, IdentityVersion version, TimeProvider time)
{
    /// <summary>The services whose name a client may sign for, as Google's libraries do, whatever the address that they call.</summary>
    private static readonly string[] s_services = ["aiplatform.googleapis.com", "generativelanguage.googleapis.com", "apikeys.googleapis.com"];

    private readonly RecentTokens _recent = new(version);

    /// <summary>The token in force; null for none.</summary>
    public ValueTask<RingToken?> FindAsync(HttpContext context, ReadOnlySpan<char> text) =>
        SecretFormat.AccessToken.IsWellFormed(text) ? new(ring.Find(text))
        : text.Count('.') == 2 ? FindJwtAsync(context, text.ToString())
        : default;

    private ValueTask<RingToken?> FindJwtAsync(HttpContext context, string text)
    {
        RecentTokens.Page page = _recent.Current();
        var hash = KeyHash.Of(text);
        return page.TryFind(hash, out RingToken? known)
            ? new(known.ExpireTime > time.GetUtcNow() ? known : null)
            : ReadAsync(context, text, hash, page);
    }

    private async ValueTask<RingToken?> ReadAsync(HttpContext context, string text, KeyHash hash, RecentTokens.Page page)
    {
        RingToken? token = null;
        if (await foreign.ReadAsync(text) is var (caller, expires))
        {
            token = new RingToken(hash, caller, null, expires);
        }
        else if (await jwts.ReadAsync(text) is { Account: { } account, Token: { } jwt } && IsForThisServer(context.Request, jwt, account))
        {
            token = new RingToken(hash, TokenRing.CallerOf(account), null, new DateTimeOffset(jwt.ValidTo) + SignedJwtReader.Skew);
        }

        if (token is not null)
        {
            page.Add(token);
        }

        return token;
    }

    /// <summary>Such a JWT names the account as issuer and subject, and either who is called or what for. <see href="https://google.aip.dev/auth/4111"/></summary>
    private static bool IsForThisServer(HttpRequest request, JsonWebToken jwt, ServiceAccount account)
    {
        if (jwt.Subject != account.Email)
        {
            return false;
        }

        string[] audiences = [.. jwt.Audiences];
        return audiences.Length == 0
            ? jwt.TryGetPayloadValue("scope", out string? scope) && !string.IsNullOrWhiteSpace(scope)
            : audiences.Any(audience => Uri.TryCreate(audience, UriKind.Absolute, out Uri? uri)
                && (s_services.Contains(uri.Host) || uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)));
    }
}
