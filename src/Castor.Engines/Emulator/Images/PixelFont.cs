using System.Numerics;
using System.Text;

namespace Castor.Engines.Emulator.Images;

/// <summary>
/// A bitmap font of 5x7 letters in cells of 5x12: three rows for the marks of capitals and two for descenders. The
/// drawings are in <c>PixelFont.txt</c>; letters with marks are put together here.
/// </summary>
internal sealed class PixelFont
{
    /// <summary>The width of a letter.</summary>
    public const int Width = 5;

    /// <summary>The rows of a cell.</summary>
    public const int Height = 12;

    private const int HeadRows = 3;
    private const int DrawnRows = 9;

    /// <summary>Letter, base letter, mark.</summary>
    private const string Composed =
        "ÀA`ÁA´ÂA^ÃA~ÄA¨ÅA°ÇC¸ÈE`ÉE´ÊE^ËE¨ÌI`ÍI´ÎI^ÏI¨ÑN~ÒO`ÓO´ÔO^ÕO~ÖO¨ÙU`ÚU´ÛU^ÜU¨ÝY´"
        + "àa`áa´âa^ãa~äa¨åa°çc¸èe`ée´êe^ëe¨ìı`íı´îı^ïı¨ñn~òo`óo´ôo^õo~öo¨ùu`úu´ûu^üu¨ýy´ÿy¨"
        + "ĀA¯āa¯ĂA˘ăa˘ĄA˛ąa˛ĆC´ćc´ČCˇčcˇĎDˇďdˇĒE¯ēe¯ĖE˙ėe˙ĘE˛ęe˛ĚEˇěeˇĞG˘ğg˘ĢG¸ĪI¯īı¯İI˙ĶK¸ķk¸ĻL¸ļl¸ŃN´ńn´ŇNˇňnˇ"
        + "ŌO¯ōo¯ŐO˝őo˝ŔR´ŕr´ŘRˇřrˇŚS´śs´ŞS¸şs¸ŠSˇšsˇȘS¸șs¸ȚT¸țt¸ŤTˇťtˇŪU¯ūu¯ŮU°ůu°ŰU˝űu˝ŸY¨ŹZ´źz´ŻZ˙żz˙ŽZˇžzˇ";

    private readonly Dictionary<char, ulong> _glyphs = [];

    private PixelFont()
    {
        using Stream stream = typeof(PixelFont).Assembly.GetManifestResourceStream("PixelFont.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } names)
        {
            if (names.Length > 0)
            {
                ReadBlock(names, reader);
            }
        }

        _glyphs[' '] = 0;
        _glyphs['\u00A0'] = 0;
        _glyphs['—'] = _glyphs['–'];
        for (int i = 0; i < Composed.Length; i += 3)
        {
            _glyphs[Composed[i]] = Compose(Composed[i + 1], Composed[i + 2]);
        }
    }

    /// <summary>The font.</summary>
    public static PixelFont Instance { get; } = new();

    /// <summary>Finds a letter; false where it is not drawn.</summary>
    public bool TryFind(Rune rune, out ulong glyph)
    {
        glyph = 0;
        return rune.IsBmp && _glyphs.TryGetValue((char)rune.Value, out glyph);
    }

    /// <summary>Whether a pixel of a letter is set; outside the cell none is.</summary>
    public static bool IsSet(ulong glyph, int x, int y) =>
        (uint)x < Width && (uint)y < Height && ((glyph >> ((y * Width) + x)) & 1) != 0;

    /// <summary>The first and the last column of a letter that are not empty.</summary>
    public static (int First, int Last) Columns(ulong glyph)
    {
        int used = 0;
        for (ulong rest = glyph; rest != 0; rest >>= Width)
        {
            used |= (int)(rest & ((1 << Width) - 1));
        }

        return used == 0 ? (0, 0) : (BitOperations.TrailingZeroCount(used), BitOperations.Log2((uint)used));
    }

    private void ReadBlock(string names, StreamReader reader)
    {
        for (int row = 0; row < DrawnRows; row++)
        {
            string line = reader.ReadLine() ?? "";
            for (int at = 0; at < names.Length; at += Width + 1)
            {
                ulong bits = Row(line.AsSpan(at, Width));
                _glyphs[names[at]] = _glyphs.GetValueOrDefault(names[at]) | (bits << ((HeadRows + row) * Width));
            }
        }
    }

    private ulong Compose(char letter, char mark)
    {
        if (mark is '¸' or '˛')
        {
            (string upper, string lower) = mark == '¸' ? ("..#..", ".#...") : ("...#.", "...##");
            return _glyphs[letter] | (Row(upper) << ((HeadRows + 7) * Width)) | (Row(lower) << ((HeadRows + 8) * Width));
        }

        // One row stays free below the mark: capitals reach the third row of the cell, small letters the fifth.
        int firstRow = char.IsLower(letter) && letter is not ('d' or 't' or 'l' or 'k') ? 2 : 0;
        if (mark == '°')
        {
            ulong ring = Row("..#..") | (Row(".#.#.") << Width) | (Row("..#..") << (2 * Width));
            return _glyphs[letter] | (ring << (Math.Max(0, firstRow - 1) * Width));
        }

        (string top, string bottom) = mark switch
        {
            '`' => (".#...", "..#.."),
            '´' => ("...#.", "..#.."),
            '^' => ("..#..", ".#.#."),
            '~' => (".##.#", "#.##."),
            '¨' => (".....", ".#.#."),
            'ˇ' => (".#.#.", "..#.."),
            '¯' => (".....", ".###."),
            '˘' => ("#...#", ".###."),
            '˙' => (".....", "..#.."),
            _ => ("..#.#", ".#.#."),
        };

        return _glyphs[letter] | (Row(top) << (firstRow * Width)) | (Row(bottom) << ((firstRow + 1) * Width));
    }

    private static ulong Row(ReadOnlySpan<char> drawn)
    {
        ulong bits = 0;
        for (int x = 0; x < drawn.Length; x++)
        {
            bits |= drawn[x] == '#' ? 1UL << x : 0;
        }

        return bits;
    }
}
