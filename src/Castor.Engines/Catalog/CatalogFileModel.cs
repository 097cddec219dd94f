using Castor.Protocol;

namespace Castor.Engines.Catalog;

/// <summary>One model of a catalogue file: the wire's fields, and a <c>castor</c> object with the rest.</summary>
internal sealed record CatalogFileModel
{
    public string Name { get; init; } = "";

    public string? BaseModelId { get; init; }

    public string? Version { get; init; }

    public string? DisplayName { get; init; }

    public string? Description { get; init; }

    public int? InputTokenLimit { get; init; }

    public int? OutputTokenLimit { get; init; }

    public IReadOnlyList<string>? SupportedGenerationMethods { get; init; }

    public bool? Thinking { get; init; }

    public float? Temperature { get; init; }

    public float? MaxTemperature { get; init; }

    public float? TopP { get; init; }

    public int? TopK { get; init; }

    public ModelTraits Castor { get; init; } = new();

    public ModelEntry ToEntry() => new()
    {
        Model = new Model
        {
            Name = Name,
            BaseModelId = null,
            Version = Version,
            DisplayName = DisplayName,
            Description = Description,
            InputTokenLimit = InputTokenLimit,
            OutputTokenLimit = OutputTokenLimit,
            SupportedGenerationMethods = SupportedGenerationMethods,
            Temperature = Temperature,
            TopP = TopP,
            TopK = TopK,
            MaxTemperature = MaxTemperature,
            Thinking = Thinking,
        },
        Traits = Castor,
    };
}
