using Castor.Protocol;

namespace Castor.Server.Surfaces.Vertex;

/// <summary>Vertex AI tells a score with each probability, and how severe the harm is; where an answer says only the probability, both follow from it.</summary>
internal static class SafetyScores
{
    /// <summary>The ratings, each with severity and scores.</summary>
    public static IReadOnlyList<SafetyRating> Complete(IReadOnlyList<SafetyRating> ratings) => [.. ratings.Select(Complete)];

    private static SafetyRating Complete(SafetyRating rating)
    {
        (HarmSeverity severity, float score) = rating.Probability?.Value switch
        {
            "NEGLIGIBLE" => (HarmSeverity.Negligible, 0.1f),
            "LOW" => (HarmSeverity.Low, 0.4f),
            "MEDIUM" => (HarmSeverity.Medium, 0.65f),
            "HIGH" => (HarmSeverity.High, 0.9f),
            _ => (HarmSeverity.Unspecified, 0f),
        };
        return severity == HarmSeverity.Unspecified ? rating : rating with
        {
            ProbabilityScore = rating.ProbabilityScore ?? score,
            Severity = rating.Severity ?? severity,
            SeverityScore = rating.SeverityScore ?? score,
        };
    }
}
