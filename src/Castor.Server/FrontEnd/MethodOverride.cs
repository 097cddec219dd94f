using Microsoft.AspNetCore.Http;

namespace Castor.Server.FrontEnd;

/// <summary>
/// Takes the method of <c>X-HTTP-Method-Override</c> for that of a POST, as Google's front end does for clients behind
/// proxies that let only GET and POST pass.
/// </summary>
internal sealed class MethodOverride(RequestDelegate next)
{
    private const string Header = "X-HTTP-Method-Override";

    public Task InvokeAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (HttpMethods.IsPost(request.Method) && request.Headers.TryGetValue(Header, out Microsoft.Extensions.Primitives.StringValues wanted))
        {
            string method = HttpMethods.GetCanonicalizedValue(wanted.ToString());
            if (HttpMethods.IsGet(method) || HttpMethods.IsPut(method) || HttpMethods.IsPatch(method) || HttpMethods.IsDelete(method))
            {
                request.Method = method;
            }
        }

        return next(context);
    }
}
