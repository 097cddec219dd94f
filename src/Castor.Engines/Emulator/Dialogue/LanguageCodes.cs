namespace Castor.Engines.Emulator.Dialogue;

/// <summary>The ISO 639 codes of the languages.</summary>
internal static class LanguageCodes
{
    /// <summary>The two-letter code of a language.</summary>
    public static string Of(Language language) => language switch
    {
        Language.English => "en",
        Language.German => "de",
        Language.French => "fr",
        Language.Spanish => "es",
        Language.Italian => "it",
        Language.Portuguese => "pt",
        Language.Dutch => "nl",
        Language.Polish => "pl",
        Language.Turkish => "tr",
        Language.Swedish => "sv",
        Language.Vietnamese => "vi",
        Language.Indonesian => "id",
        Language.Japanese => "ja",
        Language.Chinese => "zh",
        Language.Korean => "ko",
        Language.Russian => "ru",
        Language.Ukrainian => "uk",
        Language.Arabic => "ar",
        Language.Hebrew => "he",
        Language.Hindi => "hi",
        Language.Thai => "th",
        Language.Greek => "el",
        _ => throw new ArgumentOutOfRangeException(nameof(language)),
    };
}
