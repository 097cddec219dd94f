using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Server.Validation;

namespace Castor.Server.Safety;

/// <summary>From what on a request wants prompt and answer blocked: its <c>safetySettings</c>, and the default for the categories that it does not set.</summary>
internal sealed class SafetyThresholds
{
    private const string ImagePrefix = "HARM_CATEGORY_IMAGE_";

    /// <summary>What the service rates unasked, in the order of recorded answers.</summary>
    private static readonly HarmCategory[] s_rated =
        [HarmCategory.HateSpeech, HarmCategory.DangerousContent, HarmCategory.Harassment, HarmCategory.SexuallyExplicit];

    private readonly List<SafetySetting> _settings;

    private SafetyThresholds(List<SafetySetting> settings)
    {
        _settings = settings;
        Categories = [.. settings.Select(s => s.Category!.Value)];
    }

    /// <summary>The categories to rate; none where all are <c>OFF</c>.</summary>
    public IReadOnlyList<HarmCategory> Categories { get; }

    /// <summary>The thresholds of a call.</summary>
    public static SafetyThresholds Of(GenerationCall call)
    {
        HarmBlockThreshold usual = DefaultOf(call.Model);
        IReadOnlyList<SafetySetting> asked = call.Request.SafetySettings ?? [];
        IEnumerable<HarmCategory> categories = s_rated.Union(asked.Select(s => s.Category).OfType<HarmCategory>());
        List<SafetySetting> settings = [];
        // What is sent to a classifier is text; settings of images find nothing to judge.
        foreach (HarmCategory category in categories.Where(c => !c.Value.StartsWith(ImagePrefix, StringComparison.Ordinal)))
        {
            SafetySetting? setting = asked.FirstOrDefault(s => s.Category == category);
            HarmBlockThreshold threshold = setting?.Threshold is { } set && set != HarmBlockThreshold.Unspecified ? set : usual;
            if (threshold != HarmBlockThreshold.Off)
            {
                settings.Add(new SafetySetting { Category = category, Threshold = threshold, Method = setting?.Method });
            }
        }

        return new SafetyThresholds(settings);
    }

    /// <summary>The ratings that a classifier gave, complete, those that block marked so; null where one cannot be read. A category that it does not know has none.</summary>
    public IReadOnlyList<SafetyRating>? Judge(IReadOnlyList<SafetyRating> given)
    {
        List<SafetyRating> ratings = [];
        foreach (SafetySetting setting in _settings)
        {
            if (given.FirstOrDefault(r => r.Category == setting.Category) is not { } rating)
            {
                continue;
            }

            if (SafetyLevels.Complete(rating) is not { } complete)
            {
                return null;
            }

            ratings.Add(complete with { Blocked = SafetyLevels.IsBlocked(complete, setting.Threshold!.Value, setting.Method) ? true : null });
        }

        return ratings;
    }

    /// <summary>Off for Gemini 2.5 and later, and "block some" for all others. <see href="https://ai.google.dev/gemini-api/docs/safety-settings"/></summary>
    private static HarmBlockThreshold DefaultOf(ModelEntry model) =>
        ModelGeneration.Of(model).IsAtLeast(2, 5) ? HarmBlockThreshold.Off : HarmBlockThreshold.BlockMediumAndAbove;
}
