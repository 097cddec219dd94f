namespace Castor.Protocol;

/// <summary>The threshold of one harm category. <see href="https://ai.google.dev/api/generate-content#SafetySetting"/></summary>
public sealed record SafetySetting : WireMessage
{
    /// <summary>The category.</summary>
    public HarmCategory? Category { get; init; }

    /// <summary>From which probability on content is blocked.</summary>
    public HarmBlockThreshold? Threshold { get; init; }

    /// <summary>Whether severity or probability decides (Vertex AI).</summary>
    public HarmBlockMethod? Method { get; init; }
}
