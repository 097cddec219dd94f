namespace Castor.Protocol;

/// <summary>How the model thinks. <see href="https://ai.google.dev/api/generate-content#ThinkingConfig"/></summary>
public sealed record ThinkingConfig : WireMessage
{
    /// <summary>Whether thoughts are part of the answer.</summary>
    public bool? IncludeThoughts { get; init; }

    /// <summary>The tokens that may be spent on thoughts; 0 is none, -1 is up to the model.</summary>
    public int? ThinkingBudget { get; init; }

    /// <summary>How much to think (Gemini 3).</summary>
    public ThinkingLevel? ThinkingLevel { get; init; }
}
