using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Castor.Server.FrontEnd;

/// <summary>The headers that Google's front end puts on every answer.</summary>
internal sealed class GoogleHeaders(RequestDelegate next)
{
    private static readonly StringValues s_vary = new(["Origin", "X-Origin", "Referer"]);

    public Task InvokeAsync(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.Vary = s_vary;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "SAMEORIGIN";
        headers.XXSSProtection = "0";
        return next(context);
    }
}
