using Castor.Server.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Castor.Server.Surfaces;

/// <summary><c>/healthz</c>: the process lives. <c>/readyz</c>: it takes requests, and is not shutting down.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        IHostApplicationLifetime lifetime = routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>();
        routes.MapGet("/healthz", context => context.Response.WriteAsync("ok\n", context.RequestAborted)).WithMetadata(PublicEndpoint.Instance);
        routes.MapGet("/readyz", context =>
        {
            bool ready = lifetime.ApplicationStarted.IsCancellationRequested && !lifetime.ApplicationStopping.IsCancellationRequested;
            context.Response.StatusCode = ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            return context.Response.WriteAsync(ready ? "ready\n" : "stopping\n", context.RequestAborted);
        }).WithMetadata(PublicEndpoint.Instance);
    }
}
