namespace Castor.Protocol;

/// <summary>A voice. <see href="https://ai.google.dev/api/generate-content#VoiceConfig"/></summary>
public sealed record VoiceConfig : WireMessage
{
    /// <summary>A prebuilt voice.</summary>
    public PrebuiltVoiceConfig? PrebuiltVoiceConfig { get; init; }

    /// <summary>A voice made after a sample.</summary>
    public ReplicatedVoiceConfig? ReplicatedVoiceConfig { get; init; }

    /// <summary>The name of any voice.</summary>
    public string? Voice { get; init; }
}
