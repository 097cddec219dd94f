namespace Castor.Protocol;

/// <summary>A voice. <see href="https://ai.google.dev/api/generate-content#VoiceConfig"/></summary>
public sealed record VoiceConfig : WireMessage
{
    /// <summary>A prebuilt voice.</summary>
    public PrebuiltVoiceConfig? PrebuiltVoiceConfig { get; init; }
}
