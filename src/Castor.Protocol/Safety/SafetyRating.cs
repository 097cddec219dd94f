namespace Castor.Protocol;

/// <summary>How likely content is harmful in one category. <see href="https://ai.google.dev/api/generate-content#SafetyRating"/></summary>
public sealed record SafetyRating : WireMessage
{
    /// <summary>The category.</summary>
    public HarmCategory? Category { get; init; }

    /// <summary>How likely harm is.</summary>
    public HarmProbability? Probability { get; init; }

    /// <summary>The probability, 0 to 1 (Vertex AI).</summary>
    public float? ProbabilityScore { get; init; }

    /// <summary>How severe harm is (Vertex AI).</summary>
    public HarmSeverity? Severity { get; init; }

    /// <summary>The severity, 0 to 1 (Vertex AI).</summary>
    public float? SeverityScore { get; init; }

    /// <summary>Whether content was blocked for this rating.</summary>
    public bool? Blocked { get; init; }
}
