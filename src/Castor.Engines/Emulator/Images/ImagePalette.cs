namespace Castor.Engines.Emulator.Images;

/// <summary>
/// The palette of an image. The landscape's colours come first; they are repeated as seen through the card and in its
/// shadow, so that laying the card over the landscape adds an offset; then come the shades of the two texts' edges.
/// </summary>
internal sealed class ImagePalette
{
    /// <summary>The steps of the sky.</summary>
    public const int SkySteps = 28;

    /// <summary>The hills, one behind the other.</summary>
    public const int Hills = 5;

    /// <summary>The shades between a hill and what is behind it.</summary>
    public const int EdgeSteps = 3;

    /// <summary>The first index of the sky within the glow of the sun.</summary>
    public const int Glow = SkySteps;

    /// <summary>The index of the sun.</summary>
    public const int Sun = 2 * SkySteps;

    /// <summary>The first index of the hills, each with its edge shades before it.</summary>
    public const int FirstHill = Sun + 1;

    /// <summary>What the card adds to an index of the landscape.</summary>
    public const int Card = FirstHill + (Hills * (EdgeSteps + 1));

    /// <summary>What the card's shadow adds to an index of the landscape.</summary>
    public const int Shadow = 2 * Card;

    /// <summary>The first shade of the text on the card.</summary>
    public const int CardText = 3 * Card;

    /// <summary>The first shade of the footer's text.</summary>
    public const int FooterText = CardText + GlyphSheet.Levels;

    private const double CardOpacity = 0.9;
    private const double ShadowDepth = 0.16;
    private const double GlowShare = 0.28;

    private static readonly Rgb s_card = Rgb.Hex(0xFCFBF8);
    private static readonly Rgb s_ink = Rgb.Hex(0x1C2230);
    private static readonly Rgb s_footer = Rgb.Hex(0xF2F2EE);
    private static readonly Rgb s_black = Rgb.Hex(0x000000);

    private readonly List<Rgb> _colours = [];

    public ImagePalette(ColourScheme scheme)
    {
        for (int glow = 0; glow < 2; glow++)
        {
            for (int i = 0; i < SkySteps; i++)
            {
                Rgb sky = scheme.Zenith.Mix(scheme.Horizon, i / (SkySteps - 1.0));
                _colours.Add(glow == 0 ? sky : sky.Mix(scheme.Sun, GlowShare));
            }
        }

        _colours.Add(scheme.Sun);
        Rgb behind = scheme.Horizon;
        for (int hill = 0; hill < Hills; hill++)
        {
            Rgb colour = scheme.FarHill.Mix(scheme.NearHill, hill / (Hills - 1.0));
            for (int step = 1; step <= EdgeSteps; step++)
            {
                _colours.Add(behind.Mix(colour, step / (EdgeSteps + 1.0)));
            }

            _colours.Add(colour);
            behind = colour;
        }

        Repeat(s_card, CardOpacity);
        Repeat(s_black, ShadowDepth);
        Shade(s_card.Mix(scheme.FarHill, 1 - CardOpacity), s_ink);
        Shade(behind, s_footer);
    }

    /// <summary>The colours in the order of their indexes.</summary>
    public IReadOnlyList<Rgb> Colours => _colours;

    private void Repeat(Rgb over, double share)
    {
        for (int i = 0; i < Card; i++)
        {
            _colours.Add(_colours[i].Mix(over, share));
        }
    }

    private void Shade(Rgb ground, Rgb text)
    {
        for (int level = 1; level <= GlyphSheet.Levels; level++)
        {
            _colours.Add(ground.Mix(text, level / (double)GlyphSheet.Levels));
        }
    }
}
