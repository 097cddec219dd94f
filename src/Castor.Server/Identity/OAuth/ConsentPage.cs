using System.Text.Encodings.Web;
using Castor.Storage.OAuthClients;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Identity.OAuth;

/// <summary>The page that asks a person whether an app may call for them. It runs no script, and no other page can frame it.</summary>
internal static class ConsentPage
{
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self' http://localhost:* http://127.0.0.1:* http://[::1]:*; frame-ancestors 'none'; base-uri 'none'";

    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:28rem;margin:4rem auto;padding:0 1rem;color:#1f2328;background:#fff}"
        + "h1{font-size:1.35rem}input[type=password]{width:100%;box-sizing:border-box;padding:.5rem;font:inherit;border:1px solid #57606a;border-radius:6px}"
        + "button{font:inherit;padding:.5rem 1.25rem;border-radius:6px;border:1px solid #57606a;background:#fff;margin-right:.5rem}"
        + "button[value=allow]{background:#1a5fb4;border-color:#1a5fb4;color:#fff}.bad{color:#a40e26}"
        + "@media(prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}button,input[type=password]{background:#161b22;color:inherit}.bad{color:#ff8182}}";

    /// <summary>Asks.</summary>
    /// <param name="context">The request.</param>
    /// <param name="request">What the app asks for.</param>
    /// <param name="client">The app.</param>
    /// <param name="asksForKey">Whether the person signs in with an API key.</param>
    /// <param name="complaint">What was wrong with the answer before; null for nothing.</param>
    public static Task AskAsync(HttpContext context, AuthorizationRequest request, OAuthClient client, bool asksForKey, string? complaint)
    {
        string fields = string.Concat(
            Hidden("client_id", request.ClientId),
            Hidden("redirect_uri", request.RedirectUri),
            Hidden("scope", request.Scope),
            Hidden("state", request.State),
            Hidden("response_type", "code"),
            request.Challenge is null ? "" : Hidden("code_challenge", request.Challenge) + Hidden("code_challenge_method", "S256"));
        string key = asksForKey
            ? "<p><label for=key>Sign in with an API key of this project. The app gets what the key may do, and not the key.</label>"
                + "<input id=key name=key type=password autocomplete=off required></p>"
            : "";
        string scopes = string.Concat(request.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(scope => $"<li>{Encode(scope)}</li>"));
        return WriteAsync(
            context,
            complaint is null ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden,
            $"{Encode(client.DisplayName)} wants to call Castor for you",
            (complaint is null ? "" : $"<p class=bad role=alert>{Encode(complaint)}</p>")
            + $"<p>It belongs to project {Encode(client.Project)}, and asks for:</p><ul>{scopes}</ul>"
            + $"<form method=post action=\"{OAuthEndpoints.AuthorizePath}\">{fields}{key}<p><button name=decision value=allow>Allow</button>"
            + "<button name=decision value=deny formnovalidate>Deny</button></p></form>");
    }

    /// <summary>Tells that a request cannot be answered; without a redirect, since its address may be the mistake.</summary>
    public static Task RefuseAsync(HttpContext context, string reason) => WriteAsync(
        context, StatusCodes.Status400BadRequest, "Access blocked: this app’s request is invalid", $"<p class=bad role=alert>Error 400: {Encode(reason)}</p>");

    private static Task WriteAsync(HttpContext context, int status, string title, string body)
    {
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XFrameOptions = "DENY";
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return response.WriteAsync(
            $"<!DOCTYPE html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>{title}</title><style>{Style}</style>"
            + $"<main><h1>{title}</h1>{body}</main></html>\n",
            context.RequestAborted);
    }

    private static string Hidden(string name, string value) => $"<input type=hidden name={name} value=\"{Encode(value)}\">";

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
