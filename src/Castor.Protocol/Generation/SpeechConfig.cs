namespace Castor.Protocol;

/// <summary>Voice and language of spoken answers. <see href="https://ai.google.dev/api/generate-content#SpeechConfig"/></summary>
public sealed record SpeechConfig : WireMessage
{
    /// <summary>The voice of a single speaker.</summary>
    public VoiceConfig? VoiceConfig { get; init; }

    /// <summary>The voices of several speakers; excludes <c>voiceConfig</c>.</summary>
    public MultiSpeakerVoiceConfig? MultiSpeakerVoiceConfig { get; init; }

    /// <summary>The BCP 47 language.</summary>
    public string? LanguageCode { get; init; }
}
