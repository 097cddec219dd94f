using Microsoft.AspNetCore.Http;

namespace Castor.Server.Identity;

/// <summary>Lets a call through to its endpoint once its caller is known; the <see cref="Caller"/> becomes a feature of the request.</summary>
internal sealed class IdentityMiddleware(RequestDelegate next, CallerResolver callers)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PublicEndpoint>() is not null)
        {
            return next(context);
        }

        ValueTask<Caller> caller = callers.ResolveAsync(context);
        if (!caller.IsCompletedSuccessfully)
        {
            return InvokeAsync(context, caller);
        }

        context.Features.Set(caller.Result);
        return next(context);
    }

    private async Task InvokeAsync(HttpContext context, ValueTask<Caller> caller)
    {
        context.Features.Set(await caller);
        await next(context);
    }
}
