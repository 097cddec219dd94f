using System.Collections.Frozen;
using System.Text.Json;
using Castor.Protocol;

namespace Castor.Engines.Catalog;

/// <summary>The models of this server, in the order that they are listed.</summary>
public sealed class ModelCatalog
{
    private readonly FrozenDictionary<string, ModelEntry> _byId;

    private ModelCatalog(IReadOnlyList<ModelEntry> entries)
    {
        Entries = entries;
        var byId = new Dictionary<string, ModelEntry>(StringComparer.Ordinal);
        foreach (ModelEntry entry in entries)
        {
            byId[entry.Id] = entry;
        }

        foreach (ModelEntry entry in entries)
        {
            foreach (string alias in entry.Traits.Aliases)
            {
                byId.TryAdd(alias, entry);
            }
        }

        _byId = byId.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The models in listing order, aliases not among them.</summary>
    public IReadOnlyList<ModelEntry> Entries { get; }

    /// <summary>Finds a model by id or alias, without <c>models/</c>.</summary>
    public ModelEntry? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>One page of the list.</summary>
    public ListModelsResponse ListPage(int pageSize, string pageToken) => new() { Models = [.. Entries.Select(e => e.Model)] };

    /// <summary>The catalogue that comes with this build.</summary>
    public static ModelCatalog LoadBuiltIn()
    {
        using Stream stream = typeof(ModelCatalog).Assembly.GetManifestResourceStream("models.json")!;
        CatalogFile file = JsonSerializer.Deserialize(stream, CatalogJsonContext.Default.CatalogFile)!;
        return new ModelCatalog([.. file.Models.Select(m => m.ToEntry())]);
    }
}
