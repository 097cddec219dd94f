using Castor.Engines;
using Castor.Engines.Local;
using Castor.Engines.Local.Weights;
using Microsoft.Extensions.DependencyInjection;

namespace Castor.Server;

/// <summary>Registers the engine that runs open weights in this process.</summary>
internal static class LocalRegistration
{
    public static void AddLocalEngine(this IServiceCollection services, CastorOptions options)
    {
        services.AddSingleton(LocalModels.Of(options.DataFolder));
        services.AddSingleton<LocalCatalog>();
        services.AddSingleton(options.Local);
        services.AddSingleton<ModelShelf>();
        services.AddSingleton<IEngine, LocalEngine>();
    }
}
