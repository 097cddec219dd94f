using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Castor.Server.FrontEnd;

/// <summary>Puts what stands before routing into a server: the part of Google's front end that every surface shares.</summary>
internal static class FrontEndRegistration
{
    /// <summary>The domain of refusals that Google does not know.</summary>
    public const string ErrorDomain = "castor";

    /// <summary>Registers what the front end needs.</summary>
    public static IServiceCollection AddFrontEnd(this IServiceCollection services) => services
        .AddSingleton<AllowedOrigins>()
        .AddSingleton<MatcherPolicy, ExactPathPolicy>();

    /// <summary>All of it, in order; stands behind the rendering of errors and before routing.</summary>
    /// <exception cref="CastorOptionsException">An origin of <c>--cors</c> is none.</exception>
    public static void UseFrontEnd(this WebApplication app)
    {
        app.Services.GetRequiredService<AllowedOrigins>();
        app.UseMiddleware<GoogleHeaders>();
        app.UseMiddleware<HostCheck>();
        app.UseMiddleware<Cors>();
        app.UseMiddleware<PathNormalization>();
        app.UseMiddleware<MethodOverride>();
        app.UseMiddleware<BodySizeLimit>();
        app.UseMiddleware<BodyDecompression>();
    }
}
