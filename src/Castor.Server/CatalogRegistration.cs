using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Engines.Local;
using Microsoft.Extensions.DependencyInjection;

namespace Castor.Server;

/// <summary>Registers the models: those of this build, those of the operator's file where there is one, and the local weights.</summary>
internal static class CatalogRegistration
{
    /// <summary>The file of the data folder that is read when no other is named.</summary>
    private const string FileName = "models.json";

    public static void AddModelCatalog(this IServiceCollection services, CastorOptions options) => services.AddSingleton(provider =>
    {
        string inDataFolder = Path.Combine(options.DataFolder, FileName);
        string? file = options.ModelsFile ?? (File.Exists(inDataFolder) ? inDataFolder : null);
        ModelCatalog catalog = file is null
            ? ModelCatalog.LoadBuiltIn()
            : ModelCatalog.Load(file, [.. provider.GetServices<IEngine>().Select(e => e.Name)]);
        LocalCatalog local = provider.GetRequiredService<LocalCatalog>();
        return catalog.With(local.OfThisMachine()).With(options.Serve.Select(s => local.Serve(s.Key, s.Value)));
    });
}
