using Castor.Engines.Catalog;

namespace Castor.Engines.Tests.Emulator;

/// <summary>Models of the catalogue that comes with this build.</summary>
internal static class Models
{
    private static readonly ModelCatalog s_catalog = ModelCatalog.LoadBuiltIn();

    public static ModelEntry Find(string id) => s_catalog.Find(id) ?? throw new ArgumentException($"No model {id}.", nameof(id));
}
