namespace Castor.Protocol;

/// <summary>How speech is translated (Live). <see href="https://ai.google.dev/api/generate-content#GenerationConfig"/></summary>
public sealed record TranslationConfig : WireMessage
{
    /// <summary>The BCP 47 language to speak.</summary>
    public string? TargetLanguageCode { get; init; }

    /// <summary>Whether speech in that language is repeated.</summary>
    public bool? EchoTargetLanguage { get; init; }
}
