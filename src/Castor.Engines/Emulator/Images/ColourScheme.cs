namespace Castor.Engines.Emulator.Images;

/// <summary>The colours of a landscape.</summary>
internal sealed record ColourScheme(Rgb Zenith, Rgb Horizon, Rgb Sun, Rgb FarHill, Rgb NearHill)
{
    private static readonly ColourScheme s_dawn = Of(0x2B4C7E, 0xF7C59F, 0xFFF1D6, 0x8FA3BF, 0x1E2B45);
    private static readonly ColourScheme s_sunset = Of(0x3A2A5D, 0xFF9E6D, 0xFFE3A3, 0xB0587A, 0x241633);
    private static readonly ColourScheme s_sea = Of(0x4FA3DB, 0xDFF4FF, 0xFFFBE6, 0x7FC4DC, 0x0B3350);
    private static readonly ColourScheme s_forest = Of(0x7FBBD0, 0xF1F7E2, 0xFFFDE8, 0x9CC3A0, 0x17301F);
    private static readonly ColourScheme s_desert = Of(0xE8A66B, 0xFDEBCB, 0xFFF9E8, 0xDDA76E, 0x4F2C1B);
    private static readonly ColourScheme s_night = Of(0x0A0F2C, 0x4A5AA0, 0xF4F1DE, 0x35427F, 0x070B1C);
    private static readonly ColourScheme s_snow = Of(0x8FAED4, 0xF7FAFF, 0xFFFFFF, 0xD3DEEC, 0x3F5473);
    private static readonly ColourScheme s_lavender = Of(0x5D4E8C, 0xF9DCE6, 0xFFF4EE, 0xB6A0CF, 0x2A2148);

    private static readonly ColourScheme[] s_all = [s_dawn, s_sunset, s_sea, s_forest, s_desert, s_night, s_snow, s_lavender];

    /// <summary>The light comes before the place: a beach at night is dark.</summary>
    private static readonly (string Word, ColourScheme Scheme)[] s_words =
    [
        ("sunset", s_sunset), ("dusk", s_sunset), ("evening", s_sunset), ("fire", s_sunset), ("abend", s_sunset),
        ("night", s_night), ("moon", s_night), ("star", s_night), ("space", s_night), ("nacht", s_night), ("dark", s_night),
        ("morning", s_dawn), ("dawn", s_dawn), ("sunrise", s_dawn), ("morgen", s_dawn),
        ("sea", s_sea), ("ocean", s_sea), ("beach", s_sea), ("water", s_sea), ("river", s_sea), ("meer", s_sea), ("fish", s_sea),
        ("forest", s_forest), ("tree", s_forest), ("garden", s_forest), ("green", s_forest), ("wald", s_forest), ("grass", s_forest),
        ("desert", s_desert), ("sand", s_desert), ("dune", s_desert), ("wüste", s_desert), ("camel", s_desert),
        ("snow", s_snow), ("ice", s_snow), ("winter", s_snow), ("schnee", s_snow), ("mountain", s_snow),
        ("flower", s_lavender), ("lavender", s_lavender), ("purple", s_lavender), ("dream", s_lavender),
    ];

    /// <summary>The scheme that a word of the prompt calls for, else one of the seed's choice.</summary>
    public static ColourScheme For(string prompt, EmulatorRandom random)
    {
        ColourScheme chosen = s_all[random.Next(s_all.Length)];
        foreach ((string word, ColourScheme scheme) in s_words)
        {
            if (HasWord(prompt, word))
            {
                return scheme;
            }
        }

        return chosen;
    }

    /// <summary>Whether a text has a word, as it stands or in the plural.</summary>
    private static bool HasWord(string text, string word)
    {
        for (int at = 0; (at = text.IndexOf(word, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += word.Length)
        {
            int end = at + word.Length;
            end += end < text.Length && text[end] is 's' or 'S' ? 1 : 0;
            if ((at == 0 || !char.IsLetter(text[at - 1])) && (end >= text.Length || !char.IsLetter(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static ColourScheme Of(int zenith, int horizon, int sun, int far, int near) =>
        new(Rgb.Hex(zenith), Rgb.Hex(horizon), Rgb.Hex(sun), Rgb.Hex(far), Rgb.Hex(near));
}
