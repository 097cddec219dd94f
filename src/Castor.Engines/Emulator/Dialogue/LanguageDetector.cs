namespace Castor.Engines.Emulator.Dialogue;

/// <summary>Tells the language of a text by its script and, for Latin letters, by its commonest words.</summary>
internal static class LanguageDetector
{
    private const int CharsRead = 512;
    private const int Languages = (int)Language.Greek + 1;

    /// <summary>The language of the text; null where it has no sign of one, as numbers and names have none.</summary>
    public static Language? Detect(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, CharsRead)];
        // ASCII is by far the commonest prompt, and the check is vectorised.
        return System.Text.Ascii.IsValid(text) ? StopWords.Detect(text) : ByScript(text);
    }

    private static Language? ByScript(ReadOnlySpan<char> text)
    {
        Span<int> letters = stackalloc int[Languages];
        letters.Clear();
        int latin = 0;
        bool hasKana = false;
        bool isUkrainian = false;
        foreach (char c in text)
        {
            if (char.IsAsciiLetter(c) || (c >= '\u00C0' && c <= '\u024F') || (c >= '\u1E00' && c <= '\u1EFF'))
            {
                latin++;
                continue;
            }

            if (Script(c) is { } language)
            {
                letters[(int)language]++;
                hasKana |= language == Language.Japanese;
                isUkrainian |= c is 'і' or 'ї' or 'є' or 'ґ' or 'І' or 'Ї' or 'Є' or 'Ґ';
            }
        }

        if (hasKana)
        {
            letters[(int)Language.Japanese] += letters[(int)Language.Chinese];
            letters[(int)Language.Chinese] = 0;
        }

        int best = 0;
        for (int i = 1; i < letters.Length; i++)
        {
            best = letters[i] > letters[best] ? i : best;
        }

        // A Latin name among other letters does not make the text English; and one ideograph is about a word.
        bool isDense = (Language)best is Language.Japanese or Language.Chinese or Language.Korean;
        if (letters[best] * (isDense ? 8 : 3) <= latin)
        {
            return StopWords.Detect(text);
        }

        return letters[best] == 0 ? null : best == (int)Language.Russian && isUkrainian ? Language.Ukrainian : (Language)best;
    }

    private static Language? Script(char c) => c switch
    {
        >= '\u0370' and <= '\u03FF' => Language.Greek,
        >= '\u0400' and <= '\u052F' => Language.Russian,
        >= '\u0590' and <= '\u05FF' => Language.Hebrew,
        >= '\u0600' and <= '\u06FF' => Language.Arabic,
        >= '\u0900' and <= '\u097F' => Language.Hindi,
        >= '\u0E00' and <= '\u0E7F' => Language.Thai,
        >= '\u1F00' and <= '\u1FFF' => Language.Greek,
        >= '\u3040' and <= '\u30FF' => Language.Japanese,
        >= '\u3400' and <= '\u9FFF' => Language.Chinese,
        >= '\uAC00' and <= '\uD7AF' => Language.Korean,
        _ => null,
    };
}
