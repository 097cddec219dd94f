namespace Castor.Protocol;

/// <summary>Languages that audio may be in. <see href="https://ai.google.dev/api/generate-content#AudioTranscriptionConfig"/></summary>
public sealed record LanguageHints : WireMessage
{
    /// <summary>BCP 47 languages.</summary>
    public IReadOnlyList<string>? LanguageCodes { get; init; }
}
