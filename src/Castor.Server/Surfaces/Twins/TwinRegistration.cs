using Microsoft.Extensions.DependencyInjection;

namespace Castor.Server.Surfaces.Twins;

/// <summary>Registers what the Developer API and Vertex AI share.</summary>
internal static class TwinRegistration
{
    public static IServiceCollection AddTwins(this IServiceCollection services) => services
        .AddSingleton<GenerateContentEndpoint>()
        .AddSingleton<StreamGenerateContentEndpoint>();
}
