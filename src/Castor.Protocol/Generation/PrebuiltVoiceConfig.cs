namespace Castor.Protocol;

/// <summary>A prebuilt voice. <see href="https://ai.google.dev/api/generate-content#PrebuiltVoiceConfig"/></summary>
public sealed record PrebuiltVoiceConfig : WireMessage
{
    /// <summary>The name of the voice, such as <c>Kore</c>.</summary>
    public string? VoiceName { get; init; }
}
