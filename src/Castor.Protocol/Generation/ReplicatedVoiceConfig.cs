namespace Castor.Protocol;

/// <summary>A voice made after a sample. <see href="https://ai.google.dev/api/generate-content#VoiceConfig"/></summary>
public sealed record ReplicatedVoiceConfig : WireMessage
{
    /// <summary><c>audio/wav</c>: 16 bits, 24 kHz.</summary>
    public string? MimeType { get; init; }

    /// <summary>The sample.</summary>
    public ReadOnlyMemory<byte>? VoiceSampleAudio { get; init; }

    /// <summary>The recorded consent of the voice's owner.</summary>
    public ReadOnlyMemory<byte>? ConsentAudio { get; init; }

    /// <summary>What stands for a consent that was checked before.</summary>
    public VoiceConsentSignature? VoiceConsentSignature { get; init; }
}
