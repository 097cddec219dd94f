using Castor.Protocol;
using Castor.Server.Safety;

namespace Castor.Server.Surfaces.Vertex;

/// <summary>Vertex AI tells a score with each probability, and how severe the harm is; where an answer says only the probability, both follow from it.</summary>
internal static class SafetyScores
{
    /// <summary>The ratings, each with severity and scores.</summary>
    public static IReadOnlyList<SafetyRating> Complete(IReadOnlyList<SafetyRating> ratings) => [.. ratings.Select(r => SafetyLevels.Complete(r) ?? r)];
}
