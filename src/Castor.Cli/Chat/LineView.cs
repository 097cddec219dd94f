using Spectre.Console.Rendering;

namespace Castor.Cli.Chat;

/// <summary>Draws a message that is being typed, over as many rows of the terminal as it takes.</summary>
/// <param name="output">The terminal.</param>
/// <param name="columns">How wide it is now.</param>
internal sealed class LineView(TextWriter output, Func<int> columns)
{
    private const string ClearBelow = "\e[J";

    private int _row;

    /// <summary>Draws what is there now over what was drawn last.</summary>
    /// <param name="prompt">What stands before the message.</param>
    /// <param name="text">The message.</param>
    /// <param name="cursor">How many code units stand before the cursor.</param>
    public void Draw(string prompt, string text, int cursor)
    {
        int width = Math.Max(1, columns());
        (int row, int column) = Place(prompt + text[..cursor], width);
        (int lastRow, int lastColumn) = Place(prompt + text, width);
        string drawn = (prompt + text).Replace("\n", "\r\n", StringComparison.Ordinal);

        // A terminal waits behind its last column; a new line makes it go on to the next row.
        string wrap = lastColumn == 0 && lastRow > 0 && !text.EndsWith('\n') ? "\r\n" : "";
        output.Write($"{Up(_row)}\r{ClearBelow}{drawn}{wrap}{Up(lastRow - row)}\r{(column > 0 ? $"\e[{column}C" : "")}");
        output.Flush();
        _row = row;
    }

    /// <summary>Leaves the message as it stands, and goes to the row below it.</summary>
    public void Leave(string prompt, string text)
    {
        Draw(prompt, text, text.Length);
        output.Write("\r\n");
        output.Flush();
        _row = 0;
    }

    /// <summary>Where the cursor stands behind a text.</summary>
    internal static (int Row, int Column) Place(string text, int width)
    {
        (int row, int column) = (0, 0);
        foreach (System.Text.Rune rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n')
            {
                (row, column) = (row + 1, 0);
                continue;
            }

            int cells = new Segment(rune.ToString()).CellCount();
            if (column + cells > width)
            {
                (row, column) = (row + 1, 0);
            }

            column += cells;
            if (column == width)
            {
                (row, column) = (row + 1, 0);
            }
        }

        return (row, column);
    }

    private static string Up(int rows) => rows > 0 ? $"\e[{rows}A" : "";
}
