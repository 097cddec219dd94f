namespace Castor.Protocol;

/// <summary>How a text part is to be spoken. <see href="https://ai.google.dev/api/caching#Part"/></summary>
public sealed record SpeechMetadata : WireMessage
{
    /// <summary>The speaker, as in <c>speakerVoiceConfigs</c>.</summary>
    public string? Speaker { get; init; }

    /// <summary>The style, in words.</summary>
    public string? Style { get; init; }
}
