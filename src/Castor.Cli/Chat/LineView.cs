using Spectre.Console.Rendering;

namespace Castor.Cli.Chat;

/// <summary>Draws a message that is being typed, over as many rows of the terminal as it takes.</summary>
/// <param name="output">The terminal.</param>
/// <param name="size">How wide and how high it is now.</param>
internal sealed class LineView(TextWriter output, Func<(int Columns, int Rows)> size)
{
    private const string ClearBelow = "\e[J";

    private int _row;
    private int _top;

    /// <summary>Draws what is there now over what was drawn last; of a message higher than the terminal the rows around the cursor.</summary>
    /// <param name="prompt">What stands before the message.</param>
    /// <param name="text">The message.</param>
    /// <param name="cursor">How many code units stand before the cursor.</param>
    public void Draw(string prompt, string text, int cursor)
    {
        (int columns, int rows) = size();
        Draw(prompt + text, prompt.Length + cursor, Math.Max(1, columns), Math.Max(1, rows));
    }

    /// <summary>Leaves the message as it stands, all of it, and goes to the row below it.</summary>
    public void Leave(string prompt, string text)
    {
        Draw(prompt + text, prompt.Length + text.Length, Math.Max(1, size().Columns), int.MaxValue);
        output.Write("\r\n");
        output.Flush();
        _row = 0;
    }

    /// <summary>Where the cursor stands behind a text.</summary>
    internal static (int Row, int Column) Place(string text, int width)
    {
        List<int> starts = RowStarts(text, width, out int column);
        return (starts.Count - 1, column);
    }

    private void Draw(string text, int cursor, int width, int height)
    {
        List<int> starts = RowStarts(text, width, out int lastColumn);
        (int row, int column) = Place(text[..cursor], width);
        _top = Math.Clamp(_top, Math.Max(0, row - height + 1), row);
        _top = Math.Min(_top, Math.Max(0, starts.Count - height));
        int bottom = Math.Min(_top + Math.Min(height, starts.Count), starts.Count) - 1;
        bool endsText = bottom == starts.Count - 1;
        string shown = text[starts[_top]..(endsText ? text.Length : starts[bottom + 1])];
        shown = endsText || !shown.EndsWith('\n') ? shown : shown[..^1];

        // A terminal waits behind its last column; a new line makes it go on to the next row.
        string wrap = endsText && lastColumn == 0 && bottom > _top && !text.EndsWith('\n') ? "\r\n" : "";
        string drawn = shown.Replace("\n", "\r\n", StringComparison.Ordinal);
        output.Write($"{Up(_row)}\r{ClearBelow}{drawn}{wrap}{Up(bottom - row)}\r{(column > 0 ? $"\e[{column}C" : "")}");
        output.Flush();
        _row = row - _top;
    }

    /// <summary>Where each row of the terminal begins in a text, and the column behind its last character.</summary>
    private static List<int> RowStarts(string text, int width, out int column)
    {
        List<int> starts = [0];
        int at = 0;
        column = 0;
        foreach (System.Text.Rune rune in text.EnumerateRunes())
        {
            int start = at;
            at += rune.Utf16SequenceLength;
            if (rune.Value == '\n')
            {
                starts.Add(at);
                column = 0;
                continue;
            }

            int cells = new Segment(rune.ToString()).CellCount();
            if (column + cells > width)
            {
                starts.Add(start);
                column = 0;
            }

            column += cells;
        }

        // Behind a full row the cursor waits at the beginning of the next one, unless a new line leads there.
        if (column == width)
        {
            starts.Add(at);
            column = 0;
        }

        return starts;
    }

    private static string Up(int rows) => rows > 0 ? $"\e[{rows}A" : "";
}
