namespace Castor.Engines.Scenarios.Yaml;

/// <summary>A sequence.</summary>
/// <param name="place">Where it begins.</param>
/// <param name="items">Its values, in order.</param>
internal sealed class YamlList(YamlPlace place, IReadOnlyList<YamlValue> items) : YamlValue(place)
{
    public IReadOnlyList<YamlValue> Items { get; } = items;

    public override string Kind => "a list";

    public override int Weight { get; } = 1 + items.Sum(i => i.Weight);
}
