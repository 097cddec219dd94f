using Castor.Protocol;

namespace Castor.Server.Safety;

/// <summary>The levels of harm and the scores from 0 to 1 that stand for them.</summary>
/// <remarks>
/// In recordings of Vertex AI probabilities up to 0.40 are negligible and those from 0.55 on low, severities up to 0.19 negligible and those from 0.21
/// on low. The bounds above that are this server's own.
/// </remarks>
internal static class SafetyLevels
{
    private const int Negligible = 0;
    private const int Low = 1;
    private const int Medium = 2;
    private const int High = 3;

    private static readonly HarmProbability[] s_probabilities = [HarmProbability.Negligible, HarmProbability.Low, HarmProbability.Medium, HarmProbability.High];
    private static readonly HarmSeverity[] s_severities = [HarmSeverity.Negligible, HarmSeverity.Low, HarmSeverity.Medium, HarmSeverity.High];
    private static readonly float[] s_probabilityBounds = [0.5f, 0.7f, 0.9f];
    private static readonly float[] s_severityBounds = [0.2f, 0.4f, 0.6f];
    private static readonly float[] s_usualProbabilities = [0.1f, 0.6f, 0.8f, 0.95f];
    private static readonly float[] s_usualSeverities = [0.1f, 0.3f, 0.5f, 0.8f];

    /// <summary>The rating with all four fields, each that it lacks taken from one that it has; null where it says nothing at all, or no word of the API.</summary>
    public static SafetyRating? Complete(SafetyRating rating)
    {
        int? probability = rating.Probability is { } named ? LevelOf(s_probabilities, named) : LevelOf(s_probabilityBounds, rating.ProbabilityScore);
        if (probability is not { } level)
        {
            return null;
        }

        int? severity = rating.Severity is { } severe ? LevelOf(s_severities, severe) : LevelOf(s_severityBounds, rating.SeverityScore) ?? level;
        return severity is not { } severityLevel ? null : rating with
        {
            Probability = s_probabilities[level],
            ProbabilityScore = rating.ProbabilityScore ?? s_usualProbabilities[level],
            Severity = s_severities[severityLevel],
            SeverityScore = rating.SeverityScore ?? s_usualSeverities[severityLevel],
        };
    }

    /// <summary>Whether a complete rating is one that a threshold blocks.</summary>
    /// <param name="rating">The rating.</param>
    /// <param name="threshold">From which level on content is blocked.</param>
    /// <param name="method">Whether the severity decides; else the probability does.</param>
    public static bool IsBlocked(SafetyRating rating, HarmBlockThreshold threshold, HarmBlockMethod? method)
    {
        int? level = method == HarmBlockMethod.Severity ? LevelOf(s_severities, rating.Severity!.Value) : LevelOf(s_probabilities, rating.Probability!.Value);
        return level >= threshold.Value switch
        {
            "BLOCK_LOW_AND_ABOVE" => Low,
            "BLOCK_MEDIUM_AND_ABOVE" => Medium,
            "BLOCK_ONLY_HIGH" => High,
            _ => int.MaxValue,
        };
    }

    private static int? LevelOf<T>(T[] levels, T level)
        where T : struct
    {
        int place = Array.IndexOf(levels, level);
        return place < 0 ? null : place;
    }

    private static int? LevelOf(float[] bounds, float? score) => score is { } given ? Negligible + bounds.Count(bound => given >= bound) : null;
}
