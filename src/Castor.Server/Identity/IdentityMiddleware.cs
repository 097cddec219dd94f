using Microsoft.AspNetCore.Http;

namespace Castor.Server.Identity;

/// <summary>Lets a call through to its endpoint once its caller is known; the <see cref="Caller"/> becomes a feature of the request.</summary>
internal sealed class IdentityMiddleware(RequestDelegate next, CallerResolver callers)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PublicEndpoint>() is null)
        {
            context.Features.Set(callers.Resolve(context));
        }

        return next(context);
    }
}
