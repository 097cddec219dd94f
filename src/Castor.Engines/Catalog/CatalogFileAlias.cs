namespace Castor.Engines.Catalog;

/// <summary>A name under which another model answers, by its own engine or a given one.</summary>
internal sealed record CatalogFileAlias
{
    public string Model { get; set; } = "";

    public string? Engine { get; set; }
}
