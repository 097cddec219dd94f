using System.Text.Json.Serialization;
using Castor.Protocol;

namespace Castor.Engines.Catalog;

/// <summary>One model of a catalogue file: the wire's fields, what answers, and a <c>castor</c> object with the traits.</summary>
internal sealed record CatalogFileModel
{
    public const string NamePrefix = "models/";

    public string Name { get; set; } = "";

    public string? Like { get; set; }

    public string? Engine { get; set; }

    public string? AnsweredBy { get; set; }

    public string? Weights { get; set; }

    public string? BaseModelId { get; set; }

    public string? Version { get; set; }

    public string? DisplayName { get; set; }

    public string? Description { get; set; }

    public int? InputTokenLimit { get; set; }

    public int? OutputTokenLimit { get; set; }

    public IReadOnlyList<string>? SupportedGenerationMethods { get; set; }

    public bool? Thinking { get; set; }

    public float? Temperature { get; set; }

    public float? MaxTemperature { get; set; }

    public float? TopP { get; set; }

    public int? TopK { get; set; }

    public ModelTraits Castor { get; set; } = new();

    [JsonIgnore]
    public string Id => IdOf(Name);

    public static CatalogFileModel Of(ModelEntry entry) => new()
    {
        Name = entry.Model.Name!,
        Engine = entry.Engine,
        AnsweredBy = entry.AnsweredBy,
        Weights = entry.Weights,
        BaseModelId = entry.Model.BaseModelId,
        Version = entry.Model.Version,
        DisplayName = entry.Model.DisplayName,
        Description = entry.Model.Description,
        InputTokenLimit = entry.Model.InputTokenLimit,
        OutputTokenLimit = entry.Model.OutputTokenLimit,
        SupportedGenerationMethods = entry.Model.SupportedGenerationMethods,
        Thinking = entry.Model.Thinking,
        Temperature = entry.Model.Temperature,
        MaxTemperature = entry.Model.MaxTemperature,
        TopP = entry.Model.TopP,
        TopK = entry.Model.TopK,
        Castor = entry.Traits,
    };

    public static string IdOf(string name) =>
        name.StartsWith(NamePrefix, StringComparison.Ordinal) ? name[NamePrefix.Length..] : name;

    public ModelEntry ToEntry() => new()
    {
        Model = new Model
        {
            Name = NamePrefix + Id,
            BaseModelId = BaseModelId,
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
        Engine = Engine ?? ModelEntry.DefaultEngine,
        AnsweredBy = AnsweredBy,
        Weights = Weights,
    };
}
