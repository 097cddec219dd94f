using System.Text.Json;
using System.Text.Json.Nodes;

namespace Castor.Engines.Catalog;

/// <summary>The catalogue that comes with this build.</summary>
internal static class BuiltInCatalog
{
    public static ModelEntry[] ReadEntries()
    {
        using Stream stream = Open();
        using var file = JsonDocument.Parse(stream);
        JsonElement rows = file.RootElement.GetProperty("models");
        var entries = new ModelEntry[rows.GetArrayLength()];
        int i = 0;
        foreach (JsonElement row in rows.EnumerateArray())
        {
            entries[i++] = CatalogRow.Read(row).ToEntry();
        }

        return entries;
    }

    /// <summary>The same rows as JSON, for an operator's file to override.</summary>
    public static IEnumerable<JsonObject> ReadRows()
    {
        using Stream stream = Open();
        return [.. JsonNode.Parse(stream)!["models"]!.AsArray().Select(row => row!.AsObject())];
    }

    private static Stream Open() => typeof(BuiltInCatalog).Assembly.GetManifestResourceStream("models.json")!;
}
