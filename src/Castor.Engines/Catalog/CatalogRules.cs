namespace Castor.Engines.Catalog;

/// <summary>What must hold of a model in any catalogue.</summary>
internal static class CatalogRules
{
    private const int LongestId = 100;

    public static bool IsModelId(string id) =>
        id.Length is > 0 and <= LongestId
        && char.IsAsciiLetterOrDigit(id[0])
        && id.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':');

    /// <summary>Tells each rule that is broken, with the field at fault.</summary>
    public static void Check(ModelEntry entry, Action<string, string> report)
    {
        Require(entry.Model.InputTokenLimit > 0, "inputTokenLimit", "a model needs a positive inputTokenLimit");
        Require(entry.Model.OutputTokenLimit > 0, "outputTokenLimit", "a model needs a positive outputTokenLimit");
        Require(entry.Model.SupportedGenerationMethods is { Count: > 0 }, "supportedGenerationMethods", "a model needs a method, such as generateContent");
        Require(entry.Model.SupportedGenerationMethods?.All(IsName) ?? true, "supportedGenerationMethods", "must hold names of methods");
        Require(entry.Model.MaxTemperature is null or > 0, "maxTemperature", "must be above 0");
        Require(
            entry.Model.Temperature is null || (entry.Model.Temperature >= 0 && entry.Model.Temperature <= (entry.Model.MaxTemperature ?? 2)),
            "temperature",
            "must be from 0 to maxTemperature");
        Require(entry.Model.TopP is null or (> 0 and <= 1), "topP", "must be above 0 and at most 1");
        Require(entry.Model.TopK is null or > 0, "topK", "must be above 0");
        Require(entry.Traits.MaxCandidates > 0, "castor.maxCandidates", "must be above 0");

        Require(entry.Traits.Aliases.All(static alias => alias is not null && IsModelId(alias)), "castor.aliases", "must hold names of models");
        Require(entry.Traits.ImageSizes.All(IsName), "castor.imageSizes", "must hold sizes, such as 1K");

        ThinkingTraits thinking = entry.Traits.Thinking;
        Require(thinking.MinBudget >= 0 && thinking.MinBudget <= thinking.MaxBudget, "castor.thinking.minBudget", "must be from 0 to maxBudget");
        Require(
            thinking.DefaultLevel is not { } level || thinking.Levels.Contains(level),
            "castor.thinking.defaultLevel",
            "must be one of levels");
        EmbeddingTraits? lengths = entry.Traits.EmbeddingDimensions;
        Require(
            lengths is null || (lengths.Min > 0 && lengths.Min <= lengths.Default && lengths.Default <= lengths.Max),
            "castor.embeddingDimensions",
            "must have 0 < min <= default <= max");

        static bool IsName(string? name) => name is { Length: > 0 } && name.All(char.IsAsciiLetterOrDigit);

        void Require(bool holds, string field, string reason)
        {
            if (!holds)
            {
                report(field, reason);
            }
        }
    }
}
