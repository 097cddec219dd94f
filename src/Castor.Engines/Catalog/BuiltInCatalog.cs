using System.Text.Json;
using System.Text.Json.Nodes;

namespace Castor.Engines.Catalog;

/// <summary>The catalogue that comes with this build.</summary>
internal static class BuiltInCatalog
{
    public static IReadOnlyList<CatalogFileModel> ReadModels()
    {
        using Stream stream = Open();
        return JsonSerializer.Deserialize(stream, CatalogJsonContext.Default.CatalogFile)!.Models;
    }

    /// <summary>The same rows as JSON, for an operator's file to override.</summary>
    public static IEnumerable<JsonObject> ReadRows()
    {
        using Stream stream = Open();
        return [.. JsonNode.Parse(stream)!["models"]!.AsArray().Select(row => row!.AsObject())];
    }

    private static Stream Open() => typeof(BuiltInCatalog).Assembly.GetManifestResourceStream("models.json")!;
}
