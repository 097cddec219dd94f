namespace Castor.Engines.Catalog;

/// <summary>A catalogue file: <c>{"models": [...], "aliases": {...}}</c>.</summary>
internal sealed record CatalogFile
{
    public IReadOnlyList<CatalogFileModel> Models { get; set; } = [];

    public IReadOnlyDictionary<string, CatalogFileAlias> Aliases { get; set; } = new Dictionary<string, CatalogFileAlias>();
}
