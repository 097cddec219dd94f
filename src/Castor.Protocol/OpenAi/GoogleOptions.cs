namespace Castor.Protocol.OpenAi;

/// <summary>Options that only Google has. <see href="https://ai.google.dev/gemini-api/docs/openai#extra-body"/></summary>
public sealed record GoogleOptions : WireMessage
{
    /// <summary>The cache to use as context, as <c>cachedContents/{id}</c>.</summary>
    public string? CachedContent { get; init; }

    /// <summary>How the model thinks.</summary>
    public GoogleThinkingConfig? ThinkingConfig { get; init; }

    /// <summary>Thresholds, at most one for each category.</summary>
    public IReadOnlyList<SafetySetting>? SafetySettings { get; init; }

    /// <summary>The name of the tag around thoughts; <c>thought</c> when absent.</summary>
    public string? ThoughtTagMarker { get; init; }
}
