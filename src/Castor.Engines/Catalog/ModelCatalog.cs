using System.Collections.Frozen;
using Castor.Engines.Local;
using Castor.Protocol;

namespace Castor.Engines.Catalog;

/// <summary>The models of this server, in the order that they are listed. All of them can be replaced at once while requests come.</summary>
public sealed class ModelCatalog
{
    private static readonly Lazy<ModelCatalog> s_builtIn = new(() => new ModelCatalog(BuiltInCatalog.ReadEntries()));

    private volatile Snapshot _now;

    private ModelCatalog(IReadOnlyList<ModelEntry> entries) => _now = new Snapshot(entries);

    /// <summary>The models in listing order. Other names of a row are not among them; the operator's aliases are.</summary>
    public IReadOnlyList<ModelEntry> Entries => _now.Entries;

    /// <summary>This catalogue with further models; one of a known name takes its place, keeping the published name and description.</summary>
    public ModelCatalog With(IEnumerable<ModelEntry> entries)
    {
        List<ModelEntry> all = [.. Entries];
        foreach (ModelEntry entry in entries)
        {
            int index = all.FindIndex(e => e.Id == entry.Id);
            if (index < 0)
            {
                all.Add(entry);
            }
            else
            {
                all[index] = entry with
                {
                    Model = entry.Model with { DisplayName = all[index].Model.DisplayName, Description = all[index].Model.Description, Version = all[index].Model.Version },
                };
            }
        }

        return new ModelCatalog(all);
    }

    /// <summary>Has this catalogue hold the models of another one from now on. A request that has found its model goes on with it.</summary>
    public void TakeOver(ModelCatalog other) => _now = other._now;

    /// <summary>The catalogue that comes with this build.</summary>
    public static ModelCatalog LoadBuiltIn() => s_builtIn.Value;

    /// <summary>The built-in catalogue and the local weights, with an operator's file laid over them.</summary>
    /// <param name="path">The file.</param>
    /// <param name="engines">The names of the engines that this server has.</param>
    /// <param name="local">The weights of this machine; null for none.</param>
    /// <exception cref="CatalogFileException">The file cannot be read or has a mistake.</exception>
    public static ModelCatalog Load(string path, IReadOnlyCollection<string> engines, LocalCatalog? local = null) =>
        new(OperatorCatalog.Read(path, engines, local));

    /// <summary>Finds a model by id or alias, without <c>models/</c>.</summary>
    public ModelEntry? Find(string id) => Find(id.AsSpan());

    /// <inheritdoc cref="Find(string)"/>
    public ModelEntry? Find(ReadOnlySpan<char> id) => _now.ById.TryGetValue(id, out ModelEntry? entry) ? entry : null;

    /// <summary>One page of <c>models.list</c>.</summary>
    /// <param name="pageSize">The most models of the page; null or 0 for the default of 50. More than 1,000 are cut to that.</param>
    /// <param name="pageToken">The token that the page before ended with; null or empty for the first page.</param>
    /// <exception cref="ApiException">The size is negative, or the token is none of this list.</exception>
    public ListModelsResponse ListPage(int? pageSize = null, string? pageToken = null) => _now.Pages.Get(pageSize, pageToken);

    private sealed class Snapshot
    {
        public Snapshot(IReadOnlyList<ModelEntry> entries)
        {
            Entries = entries;
            Pages = new ModelPages([.. entries.Select(e => e.Model)]);
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

            ById = byId.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        }

        public IReadOnlyList<ModelEntry> Entries { get; }

        public ModelPages Pages { get; }

        public FrozenDictionary<string, ModelEntry>.AlternateLookup<ReadOnlySpan<char>> ById { get; }
    }
}
