using Castor.Server.Identity.Tokens;
using Castor.Storage.OAuthClients;
using Castor.Storage.Tokens;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Identity.OAuth;

/// <summary>Has a person allow an installed app to call for them: <c>/o/oauth2/v2/auth</c> and <c>/revoke</c>.</summary>
/// <param name="clients">The apps that may ask.</param>
/// <param name="tokens">Where codes and tokens are kept.</param>
/// <param name="known">The keys that people sign in with; null where any is taken, so that nobody signs in.</param>
internal sealed class OAuthEndpoints(OAuthClientStore clients, TokenStore tokens, KnownCredentials? known)
{
    public const string AuthorizePath = "/o/oauth2/v2/auth";
    public const string OldAuthorizePath = "/o/oauth2/auth";
    public const string RevokePath = "/revoke";

    private static readonly TimeSpan s_codeLife = TimeSpan.FromMinutes(10);

    public Task AskAsync(HttpContext context)
    {
        IQueryCollection query = context.Request.Query;
        return TryRead(name => query[name].ToString(), out AuthorizationRequest request, out OAuthClient? client) is { } reason
            ? ConsentPage.RefuseAsync(context, reason)
            : ConsentPage.AskAsync(context, request, client!, known is not null, complaint: null);
    }

    public async Task DecideAsync(HttpContext context)
    {
        IFormCollection form = await FormBody.ReadAsync(context);
        if (TryRead(name => form[name].ToString(), out AuthorizationRequest request, out OAuthClient? client) is { } reason)
        {
            await ConsentPage.RefuseAsync(context, reason);
            return;
        }

        if (form["decision"] != "allow")
        {
            Redirect(context, request.Answer("error", "access_denied"));
            return;
        }

        RingKey? key = known?.Keys.Find(form["key"].ToString().Trim());
        if (known is not null && key?.Caller.Project != client!.Project)
        {
            await ConsentPage.AskAsync(context, request, client!, asksForKey: true, "That is no API key of this project.");
            return;
        }

        Redirect(context, request.Answer("code", tokens.Issue(
            TokenKind.Code,
            new TokenGrant
            {
                KeyId = key?.Caller.KeyId,
                ClientId = client!.Id,
                Scopes = request.Scope,
                RedirectUri = request.RedirectUri,
                Challenge = request.Challenge,
            },
            s_codeLife)));
    }

    public async Task RevokeAsync(HttpContext context)
    {
        string token = (await FormBody.ReadAsync(context))["token"].ToString();
        if (token.Length == 0)
        {
            // Node's library sends it in the URL; there nothing behind this one sees it.
            token = context.Request.Query["token"].ToString();
            context.Request.QueryString = QueryString.Empty;
        }

        if ((tokens.Find(TokenKind.Refresh, token) ?? tokens.Find(TokenKind.Access, token)) is not { } stored)
        {
            await OAuthAnswer.WriteAsync(context, new OAuthRefusal("invalid_token", "Token expired or revoked"));
            return;
        }

        tokens.Revoke(stored.Grant.Id);
        await OAuthAnswer.WriteAsync(context, []);
    }

    private string? TryRead(Func<string, string> get, out AuthorizationRequest request, out OAuthClient? client)
    {
        string? reason = AuthorizationRequest.TryRead(get, out request);
        client = clients.Find(request.ClientId);
        return client is null ? "invalid_client: The OAuth client was not found." : reason;
    }

    private static void Redirect(HttpContext context, string address)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers.Location = address;
    }
}
