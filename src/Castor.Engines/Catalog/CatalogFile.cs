namespace Castor.Engines.Catalog;

/// <summary>A catalogue file: <c>{"models": [...]}</c>.</summary>
internal sealed record CatalogFile
{
    public IReadOnlyList<CatalogFileModel> Models { get; set; } = [];
}
