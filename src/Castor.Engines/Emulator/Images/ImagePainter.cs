using System.Text;

namespace Castor.Engines.Emulator.Images;

/// <summary>Paints an image row by row: the landscape, a card with the prompt on it, and the footer.</summary>
internal sealed class ImagePainter
{
    private const int CentredLines = 4;
    private const int FooterLines = 3;

    private readonly Landscape _landscape;
    private readonly TextLayout _text;
    private readonly GlyphSheet _textGlyphs;
    private readonly TextLayout _footer;
    private readonly GlyphSheet _footerGlyphs;
    private readonly int _cardLeft;
    private readonly int _cardTop;
    private readonly int _cardWidth;
    private readonly int _cardHeight;
    private readonly int _corner;
    private readonly int _shadow;
    private readonly int _footerLeft;
    private readonly int _footerTop;

    public ImagePainter(ImageSize size, string prompt, string footer, EmulatorRandom random)
    {
        _landscape = new Landscape(size, random);
        int unit = Math.Max(4, Math.Min(size.Width, size.Height) / 32);
        int padding = unit * 3 / 2;
        int largest = Math.Max(1, Math.Min(size.Width, size.Height) / 110);
        int least = Math.Max(1, Math.Min(size.Width, size.Height) / 480);
        int largestFooter = Math.Max(2, Math.Min(size.Width, size.Height) / 360);

        TextLayout line = TextLayout.Fit(footer, size.Width - unit, PixelFont.Height * largestFooter, largestFooter, 1);
        _footer = line.IsCut ? TextLayout.Fit(footer, size.Width - unit, PixelFont.Height * FooterLines * 2, 1, 1) : line;
        _footerGlyphs = new GlyphSheet(_footer.Scale);
        _footerLeft = Math.Min(unit, (size.Width - _footer.Width) / 2);
        _footerTop = size.Height - (unit * 2 / 3) - _footer.Height;

        int roomWidth = size.Width - (2 * unit) - (2 * padding);
        int roomHeight = _footerTop - (2 * unit) - (2 * padding);
        _text = TextLayout.Fit(prompt, roomWidth, roomHeight, largest, least);
        _textGlyphs = new GlyphSheet(_text.Scale);
        _cardWidth = Math.Min(size.Width - (2 * unit), _text.Width + (2 * padding));
        _cardHeight = _text.Height + (2 * padding);
        _cardLeft = (size.Width - _cardWidth) / 2;
        _cardTop = Math.Max(unit, (_footerTop - _cardHeight) * 9 / 20);
        _corner = unit;
        _shadow = Math.Max(2, unit / 4);
    }

    /// <summary>Paints one row of palette indexes.</summary>
    public void PaintRow(int y, Span<byte> row)
    {
        _landscape.PaintRow(y, row);
        Cover(row, y - _shadow, _shadow, ImagePalette.Shadow);
        Cover(row, y, 0, ImagePalette.Card);
        PaintText(y, row, _text, _textGlyphs, _cardTop + ((_cardHeight - _text.Height) / 2), null, ImagePalette.CardText);
        PaintText(y, row, _footer, _footerGlyphs, _footerTop, _footerLeft, ImagePalette.FooterText);
    }

    /// <summary>Shifts the landscape's indexes where the card, or its shadow, lies over them.</summary>
    private void Cover(Span<byte> row, int y, int offset, int shift)
    {
        int inside = y - _cardTop;
        if (inside < 0 || inside >= _cardHeight)
        {
            return;
        }

        // Rows within the corners are shorter by what the quarter circle leaves out.
        int fromEdge = Math.Min(inside, _cardHeight - 1 - inside);
        double down = _corner - fromEdge - 0.5;
        int inset = down <= 0 ? 0 : (int)Math.Round(_corner - Math.Sqrt(Math.Max(0, (_corner * _corner) - (down * down))));
        int from = Math.Clamp(_cardLeft + offset + inset, 0, row.Length);
        int to = Math.Clamp(_cardLeft + offset + _cardWidth - inset, from, row.Length);
        foreach (ref byte index in row[from..to])
        {
            // Card over shadow: the shadow goes.
            index = (byte)((index >= ImagePalette.Shadow ? index - ImagePalette.Shadow : index) + shift);
        }
    }

    /// <summary>Paints what a text has in a row; without a left edge it is centred, line by line where it is short.</summary>
    private static void PaintText(int y, Span<byte> row, TextLayout text, GlyphSheet glyphs, int top, int? left, int firstShade)
    {
        int line = y < top ? -1 : (y - top) / text.LineHeight;
        int within = y - top - (line * text.LineHeight);
        if (line < 0 || line >= text.Lines.Count || within >= PixelFont.Height * text.Scale)
        {
            return;
        }

        Rune[] runes = text.Lines[line];
        int width = text.Lines.Count <= CentredLines ? TextLayout.WidthOf(runes) * text.Scale : text.Width;
        PaintLine(runes, glyphs, left ?? (row.Length - width) / 2, within, row, firstShade);
    }

    private static void PaintLine(Rune[] runes, GlyphSheet glyphs, int left, int y, Span<byte> row, int firstShade)
    {
        int x = left;
        foreach (Rune rune in runes)
        {
            ReadOnlySpan<byte> coverage = glyphs.Row(rune, y);
            for (int i = 0; i < coverage.Length && x + i < row.Length; i++)
            {
                if (coverage[i] > 0 && x + i >= 0)
                {
                    row[x + i] = (byte)(firstShade + coverage[i] - 1);
                }
            }

            x += GlyphSheet.AdvanceOf(rune) * glyphs.Scale;
        }
    }
}
