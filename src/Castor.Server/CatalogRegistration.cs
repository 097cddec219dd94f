using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Engines.Local;
using Castor.Engines.Local.Weights;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Castor.Server;

/// <summary>Registers the models: those of this build, those of the operator's file where there is one, and the local weights.</summary>
internal static partial class CatalogRegistration
{
    /// <summary>The file of the data folder that is read when no other is named.</summary>
    private const string FileName = "models.json";

    public static void AddModelCatalog(this IServiceCollection services, CastorOptions options)
    {
        services.AddLogging(logging => logging.AddFilter(typeof(CatalogWatch).FullName, LogLevel.Information));
        services.AddSingleton(provider => Watch(options, provider));
        services.AddSingleton(provider => provider.GetRequiredService<CatalogWatch>().Catalog);
        services.AddHostedService<Watching>();
    }

    private static string PathOf(CastorOptions options) => options.ModelsFile ?? Path.Combine(options.DataFolder, FileName);

    private static ModelCatalog Read(CastorOptions options, IServiceProvider provider)
    {
        string path = PathOf(options);
        LocalCatalog local = provider.GetRequiredService<LocalCatalog>();
        ModelCatalog catalog = options.ModelsFile is null && !File.Exists(path)
            ? ModelCatalog.LoadBuiltIn().With(local.OfThisMachine())
            : ModelCatalog.Load(path, [.. provider.GetServices<IEngine>().Select(e => e.Name)], local);
        return catalog.With(options.Serve.Select(s => local.Serve(s.Key, s.Value)));
    }

    private static CatalogWatch Watch(CastorOptions options, IServiceProvider provider)
    {
        ILogger logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(CatalogWatch).FullName!);
        CatalogWatch watch = new(PathOf(options), _ => Read(options, provider), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<LocalModels>());
        watch.Reloaded += mistake =>
        {
            if (mistake is null)
            {
                Log.Loaded(logger, watch.Catalog.Entries.Count);
            }
            else
            {
                Log.Kept(logger, mistake.Message, watch.Catalog.Entries.Count);
            }
        };
        return watch;
    }

    /// <summary>Has the watch begin with the server.</summary>
    private sealed class Watching(IServiceProvider provider) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            provider.GetRequiredService<CatalogWatch>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The models were read again: {Count}.")]
        public static partial void Loaded(ILogger logger, int count);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Mistake}; the {Count} models that were read before stay.")]
        public static partial void Kept(ILogger logger, string mistake, int count);
    }
}
