using Castor.Protocol;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.FrontEnd;

/// <summary>
/// Lets pages of allowed origins call, with the headers that Google sends, and stops those of other sites before they reach anything:
/// a browser would send their simple requests and only hide the answer.
/// </summary>
internal sealed class Cors(RequestDelegate next, AllowedOrigins origins)
{
    private const string Methods = "DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT";
    private const string Exposed = "Content-Encoding,Content-Length,Date,Server-Timing,Vary,X-Castor-Engine,X-Goog-Upload-Status,X-Goog-Upload-Url";
    private const string MaxAge = "3600";

    public Task InvokeAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (request.Headers.Origin.Count == 0)
        {
            return IsHiddenCall(request) ? throw Refusal("of another site") : next(context);
        }

        string origin = request.Headers.Origin.ToString();
        if (!origins.Contains(origin, request.Host.Value))
        {
            throw Refusal(origin);
        }

        if (HttpMethods.IsOptions(request.Method) && request.Headers.AccessControlRequestMethod.Count > 0)
        {
            AnswerPreflight(context, origin);
            return Task.CompletedTask;
        }

        context.Response.OnStarting(static state =>
        {
            var started = (HttpContext)state;
            started.Response.Headers.AccessControlAllowOrigin = started.Request.Headers.Origin;
            started.Response.Headers.AccessControlExposeHeaders = Exposed;
            return Task.CompletedTask;
        }, context);
        return next(context);
    }

    /// <summary>
    /// A page may also load an address as an image or a script; browsers then name no origin, but say that it is another site. To
    /// follow a link is not that. Programs say nothing of sites (Node says <c>Sec-Fetch-Mode: cors</c> and no more).
    /// </summary>
    private static bool IsHiddenCall(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] == "cross-site" && request.Headers["Sec-Fetch-Mode"] != "navigate";

    private static void AnswerPreflight(HttpContext context, string origin)
    {
        IHeaderDictionary asked = context.Request.Headers;
        IHeaderDictionary headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlAllowMethods = Methods;
        headers.AccessControlMaxAge = MaxAge;
        if (asked.AccessControlRequestHeaders.Count > 0)
        {
            headers.AccessControlAllowHeaders = asked.AccessControlRequestHeaders;
        }

        if (asked["Access-Control-Request-Private-Network"] == "true")
        {
            headers["Access-Control-Allow-Private-Network"] = "true";
        }

        headers.ContentType = "text/html; charset=UTF-8";
        headers.ContentLength = 0;
    }

    private static ApiException Refusal(string origin) => new(
        ApiStatus.PermissionDenied,
        $"Requests from pages of origin {origin} are blocked. Start the server with --cors and the origin to let its pages call.",
        new ErrorInfo { Reason = "ORIGIN_BLOCKED", Domain = FrontEndRegistration.ErrorDomain });
}
