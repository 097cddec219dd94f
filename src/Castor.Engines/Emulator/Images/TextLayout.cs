using System.Text;

namespace Castor.Engines.Emulator.Images;

/// <summary>A text set in lines: the largest scale at which it fits, words kept whole where a line can hold them.</summary>
internal sealed class TextLayout
{
    private const int MaxRunes = 4000;
    private const int LineGap = 2;

    private static readonly Rune s_ellipsis = new('…');

    private TextLayout(List<Rune[]> lines, int scale)
    {
        Lines = lines;
        Scale = scale;
    }

    /// <summary>The lines from the top down.</summary>
    public IReadOnlyList<Rune[]> Lines { get; }

    /// <summary>The pixels of the image to a pixel of the font.</summary>
    public int Scale { get; }

    /// <summary>The distance of two lines in pixels of the image.</summary>
    public int LineHeight => (PixelFont.Height + LineGap) * Scale;

    /// <summary>The height of all lines in pixels of the image.</summary>
    public int Height => (Lines.Count * LineHeight) - (LineGap * Scale);

    /// <summary>Whether a part of the text found no room.</summary>
    public bool IsCut { get; private init; }

    /// <summary>The width of the widest line in pixels of the image.</summary>
    public int Width { get; private init; }

    /// <summary>Sets a text within a width and a height; what does not fit at the least scale is cut with an ellipsis.</summary>
    public static TextLayout Fit(string text, int width, int height, int largest, int least)
    {
        Rune[] runes = Clean(text);
        for (int scale = largest; ; scale--)
        {
            int perLine = Math.Max(GlyphSheet.BoxAdvance, (width / scale) + 1);
            int mostLines = Math.Max(1, ((height / scale) + LineGap) / (PixelFont.Height + LineGap));
            List<Rune[]> lines = Wrap(runes, perLine, out bool broken);
            bool fits = lines.Count <= mostLines && (!broken || scale <= least + 1);
            if (!fits && scale > least)
            {
                continue;
            }

            bool isCut = lines.Count > mostLines;
            if (isCut)
            {
                lines.RemoveRange(mostLines, lines.Count - mostLines);
                lines[^1] = Shorten(lines[^1], perLine);
            }

            return new TextLayout(lines, scale) { Width = lines.Max(WidthOf) * scale, IsCut = isCut };
        }
    }

    /// <summary>The width of a line in pixels of the font, the gap behind the last letter not with it.</summary>
    public static int WidthOf(Rune[] line)
    {
        int width = 0;
        foreach (Rune rune in line)
        {
            width += GlyphSheet.AdvanceOf(rune);
        }

        return Math.Max(0, width - 1);
    }

    /// <summary>Blanks of any kind become one space each; what is not to be seen goes.</summary>
    private static Rune[] Clean(string text)
    {
        var runes = new List<Rune>(Math.Min(text.Length, MaxRunes));
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isBlank = Rune.IsWhiteSpace(rune);
            if (runes.Count == MaxRunes)
            {
                break;
            }

            if (isBlank && runes.Count > 0 && runes[^1].Value != ' ')
            {
                runes.Add(new Rune(' '));
            }
            else if (!isBlank && !Rune.IsControl(rune) && rune.Value is not (0xFE0F or 0x200D))
            {
                runes.Add(rune);
            }
        }

        while (runes.Count > 0 && runes[^1].Value == ' ')
        {
            runes.RemoveAt(runes.Count - 1);
        }

        return [.. runes];
    }

    private static List<Rune[]> Wrap(Rune[] runes, int perLine, out bool broken)
    {
        var lines = new List<Rune[]>();
        broken = false;
        int start = 0;
        int space = -1;
        int width = 0;
        for (int i = 0; i < runes.Length; i++)
        {
            space = runes[i].Value == ' ' ? i : space;
            width += GlyphSheet.AdvanceOf(runes[i]);
            if (width <= perLine || runes[i].Value == ' ' || i == start)
            {
                continue;
            }

            bool atSpace = space > start;
            broken |= !atSpace && perLine > GlyphSheet.BoxAdvance;
            int end = atSpace ? space : i;
            lines.Add(runes[start..end]);
            start = atSpace ? space + 1 : i;
            width = 0;
            for (int j = start; j <= i; j++)
            {
                width += GlyphSheet.AdvanceOf(runes[j]);
            }
        }

        lines.Add(runes[start..]);
        return lines;
    }

    private static Rune[] Shorten(Rune[] line, int perLine)
    {
        int length = line.Length;
        while (length > 0 && WidthOf([.. line[..length], s_ellipsis]) > perLine)
        {
            length--;
        }

        return [.. line[..length], s_ellipsis];
    }
}
