namespace Castor.Protocol;

/// <summary>The voice of one speaker. <see href="https://ai.google.dev/api/generate-content#SpeakerVoiceConfig"/></summary>
public sealed record SpeakerVoiceConfig : WireMessage
{
    /// <summary>The speaker's name, as in the prompt.</summary>
    public string? Speaker { get; init; }

    /// <summary>The voice.</summary>
    public VoiceConfig? VoiceConfig { get; init; }
}
