using System.Text;

namespace Castor.Cli.Tests.Chat;

/// <summary>A terminal that knows the codes the line editor writes, so that a test sees what a person would see.</summary>
internal sealed class TerminalScreen(int columns, int height) : TextWriter
{
    private readonly List<char[]> _rows = [new char[columns]];
    private string _code = "";

    public int Row { get; private set; }

    public int Column { get; private set; }

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>The rows without the blanks at their ends.</summary>
    public IReadOnlyList<string> Rows => [.. _rows.Select(row => new string(row).Replace('\0', ' ').TrimEnd())];

    public override void Write(char value)
    {
        if (_code.Length > 0 || value == '\e')
        {
            _code += value;
            if (_code.Length > 2 && char.IsLetter(value))
            {
                Obey(value, int.TryParse(_code[2..^1], out int count) ? count : 1);
                _code = "";
            }
        }
        else if (value == '\r')
        {
            Column = 0;
        }
        else if (value == '\n')
        {
            Down();
        }
        else
        {
            // The cursor waits behind the last column until something more comes.
            if (Column == columns)
            {
                Column = 0;
                Down();
            }

            _rows[Row][Column++] = value;
        }
    }

    private void Obey(char command, int count)
    {
        switch (command)
        {
            case 'A':
                // What has left the screen cannot be reached again.
                Row = Math.Max(Math.Max(0, _rows.Count - height), Row - count);
                break;
            case 'C':
                Column = Math.Min(columns - 1, Column + count);
                break;
            case 'J':
                Array.Clear(_rows[Row], Column, columns - Column);
                _rows.RemoveRange(Row + 1, _rows.Count - Row - 1);
                break;
            default:
                Assert.Fail($"The terminal does not know '{_code}'.");
                break;
        }
    }

    private void Down()
    {
        Row++;
        if (Row == _rows.Count)
        {
            _rows.Add(new char[columns]);
        }
    }
}
