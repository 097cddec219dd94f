namespace Castor.Protocol;

/// <summary>The voices of several speakers. <see href="https://ai.google.dev/api/generate-content#MultiSpeakerVoiceConfig"/></summary>
public sealed record MultiSpeakerVoiceConfig : WireMessage
{
    /// <summary>One entry a speaker.</summary>
    public IReadOnlyList<SpeakerVoiceConfig>? SpeakerVoiceConfigs { get; init; }
}
