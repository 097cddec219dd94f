using Castor.Engines;
using Castor.Engines.Local;
using Castor.Engines.Local.Weights;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Castor.Server;

/// <summary>Registers the engine that runs open weights in this process.</summary>
internal static partial class LocalRegistration
{
    public static void AddLocalEngine(this IServiceCollection services, CastorOptions options)
    {
        services.AddSingleton(LocalModels.Of(options.DataFolder));
        services.AddLogging(logging => logging.AddFilter(typeof(LocalCatalog).FullName, LogLevel.Warning));
        services.AddSingleton(provider => Catalog(provider));
        services.AddSingleton(options.Local);
        services.AddSingleton<ModelShelf>();
        services.AddSingleton<IEngine, LocalEngine>();
    }

    private static LocalCatalog Catalog(IServiceProvider provider)
    {
        ILogger logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(LocalCatalog).FullName!);
        return new LocalCatalog(provider.GetRequiredService<LocalModels>(), reason => Log.LeftOut(logger, reason));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A file of weights is left out. {Reason}")]
        public static partial void LeftOut(ILogger logger, string reason);
    }
}
