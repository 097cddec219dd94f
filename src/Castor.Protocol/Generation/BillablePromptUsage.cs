namespace Castor.Protocol;

/// <summary>Billed units of the prompt (Vertex AI). <see href="https://ai.google.dev/api/generate-content#UsageMetadata"/></summary>
public sealed record BillablePromptUsage : WireMessage
{
    /// <summary>Characters.</summary>
    public int? TextCount { get; init; }

    /// <summary>Images.</summary>
    public int? ImageCount { get; init; }

    /// <summary>Seconds of audio.</summary>
    public int? AudioDurationSeconds { get; init; }

    /// <summary>Seconds of video.</summary>
    public int? VideoDurationSeconds { get; init; }
}
