using System.Text.Json.Nodes;
using Castor.Server.Identity.IdTokens;
using Castor.Server.Identity.OAuth;
using Castor.Server.Identity.ServiceAccounts;
using Castor.Storage.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Castor.Server.Identity.Tokens;

/// <summary><c>POST /token</c>: gives access tokens for what is as good as one, and ID tokens to service accounts. <see href="https://developers.google.com/identity/protocols/oauth2/service-account#httprest"/></summary>
internal sealed class TokenEndpoint(SignedJwtReader jwts, TokenIssuer issuer, IdTokenIssuer idTokens, CodeExchange codes, CastorOptions options)
{
    public const string Path = "/token";
    public const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private const string GoogleTokenUri = "https://oauth2.googleapis.com/token";

    public async Task HandleAsync(HttpContext context)
    {
        IFormCollection form = await FormBody.ReadAsync(context);
        string grantType = form["grant_type"].ToString();
        await (grantType switch
        {
            JwtBearer => AnswerAssertionAsync(context, form["assertion"].ToString()),
            CodeExchange.CodeGrant => codes.ExchangeAsync(context, form),
            CodeExchange.RefreshGrant => codes.RefreshAsync(context, form),
            "" => OAuthAnswer.WriteAsync(context, OAuthRefusal.InvalidRequest("Required parameter is missing: grant_type")),
            _ => OAuthAnswer.WriteAsync(context, new OAuthRefusal("unsupported_grant_type", $"Invalid grant_type: {grantType}")),
        });
    }

    private async Task AnswerAssertionAsync(HttpContext context, string assertion)
    {
        if (assertion.Length == 0)
        {
            await OAuthAnswer.WriteAsync(context, OAuthRefusal.InvalidRequest("Required parameter is missing: assertion"));
            return;
        }

        SignedJwt jwt = await jwts.ReadAsync(assertion);
        if (jwt is not { Account: { } account, Token: { } token })
        {
            await OAuthAnswer.WriteAsync(context, OAuthRefusal.InvalidGrant(jwt.Refusal!));
            return;
        }

        if (!token.Audiences.Any(audience => IsThisServer(context.Request, audience)))
        {
            string right = $"{context.Request.Scheme}://{context.Request.Host}{Path}";
            await OAuthAnswer.WriteAsync(context, OAuthRefusal.InvalidGrant($"Invalid JWT: Failed audience check. The right audience is {right}"));
            return;
        }

        string? idTokenAudience = Claim(token, "target_audience");
        string? scope = Claim(token, "scope");
        if (scope is null && idTokenAudience is null)
        {
            await OAuthAnswer.WriteAsync(context, new OAuthRefusal("invalid_scope", "Invalid OAuth scope or ID token audience provided."));
            return;
        }

        if (token.Subject is { Length: > 0 } subject && subject != account.Email)
        {
            await OAuthAnswer.WriteAsync(context, new OAuthRefusal(
                "unauthorized_client", "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.", 401));
            return;
        }

        await OAuthAnswer.WriteAsync(context, idTokenAudience is not null
            ? new JsonObject { ["id_token"] = idTokens.ForAssertion(context.Request, account, idTokenAudience) }
            : issuer.Answer(new TokenGrant { Email = account.Email, Scopes = scope! }));
    }

    private static string? Claim(JsonWebToken token, string name) =>
        token.TryGetPayloadValue(name, out string? value) && !string.IsNullOrWhiteSpace(value) ? value : null;

    /// <summary>Whether an audience is this endpoint, by the name that the client calls the server, or by Google's.</summary>
    private bool IsThisServer(HttpRequest request, string audience) =>
        audience == GoogleTokenUri
        || (Uri.TryCreate(audience, UriKind.Absolute, out Uri? uri)
            && uri.AbsolutePath == Path
            && (uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)
                || uri.Authority == options.PublicUrl?.Authority
                || (uri.IsLoopback && uri.Port == request.Host.Port)));
}
