namespace Castor.Protocol;

/// <summary>How speech is transcribed. <see href="https://ai.google.dev/api/generate-content#AudioTranscriptionConfig"/></summary>
public sealed record AudioTranscriptionConfig : WireMessage
{
    /// <summary>BCP 47 languages that the audio may be in.</summary>
    public IReadOnlyList<string>? LanguageCodes { get; init; }

    /// <summary>Detects the language; the default by now.</summary>
    public EmptyMessage? LanguageAuto { get; init; }

    /// <summary>The older form of <c>languageCodes</c>.</summary>
    public LanguageHints? LanguageHints { get; init; }

    /// <summary>Terms to listen for.</summary>
    public IReadOnlyList<string>? CustomVocabulary { get; init; }

    /// <summary>The older form of <c>customVocabulary</c>.</summary>
    public IReadOnlyList<string>? AdaptationPhrases { get; init; }

    /// <summary>Whether to time each word.</summary>
    public bool? WordTimestamp { get; init; }

    /// <summary>Whether to tell speakers apart.</summary>
    public bool? Diarization { get; init; }

    /// <summary>Verbatim or tidied.</summary>
    public TranscriptionMode? Mode { get; init; }

    /// <summary>The text that the speech rewrites.</summary>
    public string? SourceText { get; init; }
}
