using System.Globalization;
using System.Text;

namespace Castor.Engines.Emulator.Images;

/// <summary>Letters of the pixel font at one scale, drawn as round strokes; made when first drawn.</summary>
/// <param name="scale">The pixels of the image to a pixel of the font.</param>
internal sealed class GlyphSheet(int scale)
{
    /// <summary>The levels of coverage: 0 is none, this is full.</summary>
    public const int Levels = 7;

    /// <summary>The width of the box that stands for a character without a drawing.</summary>
    public const int BoxAdvance = 10;

    private const int BoxWidth = BoxAdvance - 1;
    private const int BoxTop = 2;
    private const int BoxHeight = 9;
    private const int SpaceAdvance = 4;
    private const double StrokeRadius = 0.47;

    private readonly Dictionary<Rune, byte[]> _made = [];

    /// <summary>The pixels of the image to a pixel of the font.</summary>
    public int Scale => scale;

    /// <summary>The width that a character takes in the text, in pixels of the font.</summary>
    public static int AdvanceOf(Rune rune)
    {
        if (!PixelFont.Instance.TryFind(rune, out ulong glyph))
        {
            return BoxAdvance;
        }

        (int first, int last) = PixelFont.Columns(glyph);
        return glyph == 0 ? SpaceAdvance : last - first + 2;
    }

    /// <summary>One row of a character's coverage.</summary>
    public ReadOnlySpan<byte> Row(Rune rune, int y)
    {
        if (!_made.TryGetValue(rune, out byte[]? coverage))
        {
            coverage = PixelFont.Instance.TryFind(rune, out ulong glyph) ? Strokes(glyph) : Box(rune);
            _made.Add(rune, coverage);
        }

        int width = coverage.Length / (PixelFont.Height * scale);
        return coverage.AsSpan(y * width, width);
    }

    /// <summary>
    /// Lines between the centres of neighbouring pixels, with round ends. A diagonal is drawn only where no pixel beside
    /// it makes the way round.
    /// </summary>
    private byte[] Strokes(ulong glyph)
    {
        (int first, int last) = PixelFont.Columns(glyph);
        int width = Math.Max(1, last - first + 1) * scale;
        byte[] coverage = new byte[width * PixelFont.Height * scale];
        for (int y = 0; y < PixelFont.Height; y++)
        {
            for (int x = first; x <= last; x++)
            {
                if (!PixelFont.IsSet(glyph, x, y))
                {
                    continue;
                }

                bool right = PixelFont.IsSet(glyph, x + 1, y);
                bool left = PixelFont.IsSet(glyph, x - 1, y);
                bool below = PixelFont.IsSet(glyph, x, y + 1);
                int column = x - first;
                Stroke(coverage, width, column, y, right ? 1 : 0, 0);
                Stroke(coverage, width, column, y, 0, below ? 1 : 0);
                if (!below && !right && PixelFont.IsSet(glyph, x + 1, y + 1))
                {
                    Stroke(coverage, width, column, y, 1, 1);
                }

                if (!below && !left && PixelFont.IsSet(glyph, x - 1, y + 1))
                {
                    Stroke(coverage, width, column, y, -1, 1);
                }
            }
        }

        return coverage;
    }

    private void Stroke(byte[] coverage, int width, int x, int y, int dx, int dy)
    {
        int height = coverage.Length / width;
        int left = Math.Max(0, (x + Math.Min(dx, 0)) * scale);
        int right = Math.Min(width, (x + Math.Max(dx, 0) + 1) * scale);
        int bottom = Math.Min(height, (y + dy + 1) * scale);
        double lengthSquared = Math.Max(1, (dx * dx) + (dy * dy));
        for (int py = y * scale; py < bottom; py++)
        {
            double fromY = ((py + 0.5) / scale) - y - 0.5;
            for (int px = left; px < right; px++)
            {
                double fromX = ((px + 0.5) / scale) - x - 0.5;
                double along = Math.Clamp(((fromX * dx) + (fromY * dy)) / lengthSquared, 0, 1);
                double awayX = fromX - (along * dx);
                double awayY = fromY - (along * dy);
                double covered = ((StrokeRadius - Math.Sqrt((awayX * awayX) + (awayY * awayY))) * scale) + 0.5;
                ref byte pixel = ref coverage[(py * width) + px];
                pixel = Math.Max(pixel, (byte)(Math.Clamp(covered, 0, 1) * Levels));
            }
        }
    }

    /// <summary>A frame with the code point in small hexadecimal digits, two rows of two or three.</summary>
    private byte[] Box(Rune rune)
    {
        int width = BoxWidth * scale;
        byte[] coverage = new byte[width * PixelFont.Height * scale];
        int line = Math.Max(1, scale / 3);
        int top = BoxTop * scale;
        int bottom = (BoxTop + BoxHeight) * scale;
        for (int y = top; y < bottom; y++)
        {
            Span<byte> row = coverage.AsSpan(y * width, width);
            bool isEdge = y < top + line || y >= bottom - line;
            (isEdge ? row : row[..line]).Fill(Levels);
            row[^line..].Fill(Levels);
        }

        string code = rune.Value.ToString(rune.IsBmp ? "X4" : "X6", CultureInfo.InvariantCulture);
        int perRow = code.Length / 2;
        int digit = scale * 11 / 10 / 2;
        int pitch = (width - (2 * line)) / perRow;
        for (int i = 0; i < code.Length; i++)
        {
            int left = line + (pitch * (i % perRow)) + ((pitch - (digit * 3)) / 2);
            int down = top + ((i / perRow) * BoxHeight * scale / 2) + (scale * 3 / 4);
            DrawDigit(coverage, width, code[i], left, down + (i / perRow * -scale / 4), Math.Max(1, digit));
        }

        return coverage;
    }

    private static void DrawDigit(byte[] coverage, int width, char code, int left, int top, int size)
    {
        int bits = SmallDigit(code);
        for (int y = 0; y < 5 * size; y++)
        {
            for (int x = 0; x < 3 * size; x++)
            {
                int at = ((top + y) * width) + left + x;
                if (((bits >> (14 - ((y / size * 3) + (x / size)))) & 1) != 0 && (uint)at < (uint)coverage.Length)
                {
                    coverage[at] = Levels;
                }
            }
        }
    }

    /// <summary>Five rows of three pixels.</summary>
    private static int SmallDigit(char digit) => digit switch
    {
        '0' => 0b111_101_101_101_111,
        '1' => 0b010_110_010_010_111,
        '2' => 0b111_001_111_100_111,
        '3' => 0b111_001_111_001_111,
        '4' => 0b101_101_111_001_001,
        '5' => 0b111_100_111_001_111,
        '6' => 0b111_100_111_101_111,
        '7' => 0b111_001_010_010_010,
        '8' => 0b111_101_111_101_111,
        '9' => 0b111_101_111_001_111,
        'A' => 0b010_101_111_101_101,
        'B' => 0b110_101_110_101_110,
        'C' => 0b111_100_100_100_111,
        'D' => 0b110_101_101_101_110,
        'E' => 0b111_100_111_100_111,
        _ => 0b111_100_111_100_100,
    };
}
