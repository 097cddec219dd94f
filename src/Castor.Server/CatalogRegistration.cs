using Castor.Engines;
using Castor.Engines.Catalog;
using Microsoft.Extensions.DependencyInjection;

namespace Castor.Server;

/// <summary>Registers the models: those of this build, and those of the operator's file where there is one.</summary>
internal static class CatalogRegistration
{
    /// <summary>The file of the data folder that is read when no other is named.</summary>
    private const string FileName = "models.json";

    public static void AddModelCatalog(this IServiceCollection services, CastorOptions options) => services.AddSingleton(provider =>
    {
        string inDataFolder = Path.Combine(options.DataFolder, FileName);
        string? file = options.ModelsFile ?? (File.Exists(inDataFolder) ? inDataFolder : null);
        return file is null
            ? ModelCatalog.LoadBuiltIn()
            : ModelCatalog.Load(file, [.. provider.GetServices<IEngine>().Select(e => e.Name)]);
    });
}
