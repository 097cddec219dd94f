namespace Castor.Protocol;

/// <summary>What stands for a consent that was checked before. <see href="https://ai.google.dev/api/generate-content#VoiceConfig"/></summary>
public sealed record VoiceConsentSignature : WireMessage
{
    /// <summary>The signature.</summary>
    public string? Signature { get; init; }
}
