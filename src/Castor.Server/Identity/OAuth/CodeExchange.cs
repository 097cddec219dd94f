using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Castor.Server.Identity.Tokens;
using Castor.Storage.OAuthClients;
using Castor.Storage.Tokens;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Identity.OAuth;

/// <summary>The grants of installed apps at <c>/token</c>: a code for the first tokens, and a refresh token for further ones.</summary>
internal sealed class CodeExchange(OAuthClientStore clients, TokenStore tokens, TokenIssuer issuer)
{
    public const string CodeGrant = "authorization_code";
    public const string RefreshGrant = "refresh_token";

    private const int ShortestVerifier = 43;
    private const int LongestVerifier = 128;

    public Task ExchangeAsync(HttpContext context, IFormCollection form)
    {
        // Taken before anything is checked: a code that was tried with the wrong verifier is not to be tried again.
        StoredToken? code = tokens.Take(TokenKind.Code, form["code"].ToString());
        if (CheckClient(form, isPublic: code is null || code.Grant.Challenge is not null) is { } refusal)
        {
            return OAuthAnswer.WriteAsync(context, refusal);
        }

        if (code is null || code.Grant.ClientId != form["client_id"])
        {
            return OAuthAnswer.WriteAsync(context, OAuthRefusal.InvalidGrant("Malformed auth code."));
        }

        if (code.Grant.RedirectUri != form["redirect_uri"])
        {
            return OAuthAnswer.WriteAsync(context, new OAuthRefusal("redirect_uri_mismatch", "Bad Request"));
        }

        if (code.Grant.Challenge is { } challenge && !Fits(form["code_verifier"].ToString(), challenge))
        {
            return OAuthAnswer.WriteAsync(context, OAuthRefusal.InvalidGrant(
                form["code_verifier"].Count == 0 ? "Missing code verifier." : "Invalid code verifier."));
        }

        TokenGrant grant = code.Grant with { RedirectUri = null, Challenge = null };
        JsonObject answer = issuer.Answer(grant);
        answer["refresh_token"] = tokens.Issue(TokenKind.Refresh, grant, lifetime: null);
        answer["scope"] = grant.Scopes;
        return OAuthAnswer.WriteAsync(context, answer);
    }

    public Task RefreshAsync(HttpContext context, IFormCollection form)
    {
        StoredToken? refresh = tokens.Find(TokenKind.Refresh, form["refresh_token"].ToString());
        if (CheckClient(form, isPublic: false) is { } refusal)
        {
            return OAuthAnswer.WriteAsync(context, refusal);
        }

        if (refresh is null || refresh.Grant.ClientId != form["client_id"])
        {
            return OAuthAnswer.WriteAsync(context, OAuthRefusal.InvalidGrant("Token has been expired or revoked."));
        }

        JsonObject answer = issuer.Answer(refresh.Grant);
        answer["scope"] = refresh.Grant.Scopes;
        return OAuthAnswer.WriteAsync(context, answer);
    }

    /// <summary>An installed app cannot keep a secret, but one that is sent has to be right, and without PKCE it has to be sent.</summary>
    private OAuthRefusal? CheckClient(IFormCollection form, bool isPublic)
    {
        string id = form["client_id"].ToString();
        string secret = form["client_secret"].ToString();
        return clients.Find(id) is null ? OAuthRefusal.InvalidClient("The OAuth client was not found.")
            : secret.Length == 0 && isPublic ? null
            : secret.Length == 0 ? OAuthRefusal.InvalidRequest("client_secret is missing.")
            : clients.HasSecret(id, secret) ? null
            : OAuthRefusal.InvalidClient("The provided client secret is invalid.");
    }

    private static bool Fits(string verifier, string challenge) =>
        verifier.Length is >= ShortestVerifier and <= LongestVerifier
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))), Encoding.ASCII.GetBytes(challenge));
}
