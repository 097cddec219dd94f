namespace Castor.Engines.Emulator.Speech;

/// <summary>The sound of one character: how long, how loud, where its formants lie, how much of it is noise.</summary>
/// <param name="Length">The length, in units of the mean character.</param>
/// <param name="Voiced">The loudness of the voice.</param>
/// <param name="Noise">The loudness of the breath.</param>
/// <param name="First">The first formant in hertz.</param>
/// <param name="Second">The second formant in hertz.</param>
internal readonly record struct SpeechSound(double Length, float Voiced, float Noise, int First, int Second)
{
    private static readonly SpeechSound s_silence = new(0.7, 0, 0, 500, 1500);

    /// <summary>The sound of a character; letters of other scripts than Latin are syllables of their own.</summary>
    public static SpeechSound Of(char c) => char.ToLowerInvariant(c) switch
    {
        'a' or 'à' or 'á' or 'â' or 'ã' or 'å' => new(1.35, 1, 0, 800, 1250),
        'ä' or 'æ' => new(1.35, 1, 0, 650, 1750),
        'e' or 'è' or 'é' or 'ê' or 'ë' => new(1.2, 0.95f, 0, 480, 1950),
        'i' or 'í' or 'ì' or 'î' or 'ï' or 'y' => new(1.2, 0.85f, 0, 310, 2250),
        'o' or 'ó' or 'ò' or 'ô' or 'õ' => new(1.35, 1, 0, 500, 900),
        'ö' or 'ø' or 'œ' => new(1.35, 0.95f, 0, 430, 1500),
        'u' or 'ú' or 'ù' or 'û' => new(1.3, 0.9f, 0, 340, 850),
        'ü' => new(1.3, 0.85f, 0, 320, 1700),
        'm' => new(0.9, 0.5f, 0, 260, 1050),
        'n' or 'ñ' => new(0.85, 0.5f, 0, 280, 1500),
        'l' or 'r' => new(0.8, 0.55f, 0, 380, 1250),
        'w' => new(0.8, 0.5f, 0, 320, 720),
        'j' => new(0.8, 0.5f, 0.04f, 300, 2100),
        'v' or 'z' => new(0.8, 0.35f, 0.1f, 320, 1400),
        'b' or 'd' or 'g' => new(0.75, 0.25f, 0.06f, 280, 1300),
        's' or 'ß' or 'c' or 'x' => new(0.95, 0, 0.22f, 400, 1700),
        'f' => new(0.85, 0, 0.12f, 400, 1200),
        'h' => new(0.6, 0, 0.08f, 500, 1500),
        'p' or 't' or 'k' or 'q' => new(0.7, 0, 0.1f, 400, 1500),
        '.' or '!' or '?' or '…' or '。' or '？' or '！' => new(5, 0, 0, 500, 1500),
        ',' or ';' or ':' or '、' or '，' or '\n' => new(2.6, 0, 0, 500, 1500),
        ' ' => s_silence,
        _ => OfOther(c),
    };

    private static SpeechSound OfOther(char c)
    {
        if (char.IsAsciiDigit(c))
        {
            return new(3.2, 0.9f, 0.02f, 400 + (37 * (c - '0')), 1200 + (90 * (c - '0')));
        }

        if (!char.IsLetter(c))
        {
            return new(0.3, 0, 0, 500, 1500);
        }

        int spread = (c * 0x9E37) & 0xFFFF;
        bool isSyllable = c >= '\u3040';
        return new(isSyllable ? 3 : 1.1, 0.9f, spread % 5 == 0 ? 0.05f : 0, 300 + (spread % 500), 900 + (spread % 1300));
    }
}
