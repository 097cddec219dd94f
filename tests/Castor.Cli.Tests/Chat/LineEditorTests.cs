using Castor.Cli.Chat;

namespace Castor.Cli.Tests.Chat;

public sealed class LineEditorTests : IDisposable
{
    private const int Columns = 20;
    private const int Rows = 8;

    private readonly TemporaryFolder _folder = new();
    private readonly TerminalScreen _screen = new(Columns, Rows);
    private readonly Queue<ConsoleKeyInfo> _keys = new();
    private readonly HashSet<int> _pauses = [];
    private int _read;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ReadMessage_OfTypedText_IsThatText()
    {
        Assert.Equal("Hello, world", Read("Hello, world⏎"));
        Assert.Equal([">>> Hello, world", ""], _screen.Rows);
    }

    [Theory]
    [InlineData("Helo←l⏎", "Hello")]
    [InlineData("abc⇤X⇥Y⏎", "XabcY")]
    [InlineData("abc⌫⌫d⏎", "ad")]
    [InlineData("abc⇤⌦⏎", "bc")]
    [InlineData("one two three⌫ʷX⏎", "one two X")]
    [InlineData("one two⌫ᵘX⏎", "X")]
    [InlineData("one two←←←⌫ᵏX⏎", "one X")]
    [InlineData("one two←ʷ←ʷX→ʷY⏎", "XoneY two")]
    [InlineData("no✗yes⏎", "yes")]
    [InlineData("a👍é⌫⌫b⏎", "ab")]
    [InlineData("a\u0065\u0301⌫b⏎", "ab")]
    public void ReadMessage_OfEditedText_IsTheEdit(string keys, string expected) => Assert.Equal(expected, Read(keys));

    [Fact]
    public void ReadMessage_OfALongLine_DrawsItOverSeveralRows()
    {
        Assert.Equal(new string('x', 50) + "y", Read(new string('x', 50) + "⌫⌫⌫⌫⌫⌫⌫⌫⌫⌫" + "xxxxxxxxxx" + "y⏎"));
        Assert.Equal([">>> " + new string('x', 16), new string('x', 20), new string('x', 14) + "y", ""], _screen.Rows);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(36)]
    public void ReadMessage_OfALineThatEndsAtTheEdge_StaysInPlace(int length)
    {
        string text = new('x', length);
        Assert.Equal(text + "z", Read(text + "←→z⏎"));
        Assert.Equal((">>> " + text + "z").Chunk(Columns).Select(row => new string(row)), _screen.Rows.Where(row => row.Length > 0));
    }

    [Fact]
    public void ReadMessage_HigherThanTheTerminal_IsDrawnOnce()
    {
        string text = string.Concat(Enumerable.Range(0, 60).Select(i => $"<{i:000}>"));

        Assert.Equal("!" + text + "?", Read(text + "⇤!⇥?⏎"));
        Assert.Equal(
            (">>> !" + text + "?").Chunk(Columns).Select(row => new string(row)),
            _screen.Rows.Where(row => row.Length > 0).TakeLast(16));
        Assert.InRange(_screen.Rows.Count(row => row.Contains("<000>", StringComparison.Ordinal)), 1, 2);
    }

    [Fact]
    public void ReadMessage_OfAFullRowBeforeANewLine_TakesOneRowForIt()
    {
        Assert.Equal((1, 1), LineView.Place(">>> 1234567890123456\ny", Columns));
        Assert.Equal("1234567890123456\nyz", Read("1234567890123456↵yz⏎"));
        Assert.Equal([">>> 1234567890123456", "yz", ""], _screen.Rows);
    }

    [Fact]
    public void ReadMessage_OfWideCharacters_CountsTheirCells()
    {
        Assert.Equal((0, 8), LineView.Place(">>> 日本", Columns));
        Assert.Equal((1, 2), LineView.Place(">>> aaaaaaaaaaaaaaa日", Columns));
        Assert.Equal((1, 0), LineView.Place(">>> aaaaaaaaaaaaaa日", Columns));
        Assert.Equal((1, 3), LineView.Place("abc\ndef", Columns));
        Assert.Equal((0, 1), LineView.Place("e\u0301", Columns));
    }

    [Fact]
    public void ReadMessage_BetweenQuotationMarks_HasManyLines()
    {
        Assert.Equal("one\n\ntwo", Read("\"\"\"⏎one⏎⏎two⏎\"\"\"⏎"));
    }

    [Fact]
    public void ReadMessage_WithAltEnter_GoesOnInANewLine()
    {
        Assert.Equal("one\ntwo", Read("one↵two⏎"));
        Assert.Equal([">>> one", "two", ""], _screen.Rows);
    }

    [Fact]
    public void ReadMessage_OfAPastedText_IsOneMessage()
    {
        string pasted = "one⏎two⏎three";
        Queue(pasted + "⏎");
        // Only before the last key has a person to be waited for.
        _pauses.Add(_keys.Count);
        _pauses.Add(_keys.Count - 1);
        Assert.Equal("one\ntwo\nthree", new LineEditor(InputHistory.Open(_folder.File("h")), Next, () => !_pauses.Contains(_read), _screen, () => (Columns, Rows)).ReadMessage());
        Assert.Equal([">>> one", "two", "three", ""], _screen.Rows);
    }

    [Fact]
    public void ReadMessage_WithTheArrows_FindsEarlierMessages()
    {
        InputHistory history = InputHistory.Open(_folder.File("history"));
        LineEditor editor = Editor(history);
        Queue("first⏎second⏎↑↑!⏎new↑↓er⏎↑↑↑↑↑↑⏎");
        Assert.Equal(["first", "second", "first!", "newer", "first"], Enumerable.Range(0, 5).Select(_ => editor.ReadMessage()));
        Assert.Equal(["first", "second", "first!", "newer", "first"], InputHistory.Open(_folder.File("history")).Messages);
    }

    [Fact]
    public void ReadMessage_AtTheEndOfTheInput_IsNull()
    {
        Assert.Null(Read("✗␄"));
        Assert.Equal([">>>", "Ctrl+D or /bye leave", "s.", ">>>", ""], _screen.Rows);
    }

    [Fact]
    public void History_WithMoreThanItKeeps_ForgetsTheOldest()
    {
        string path = _folder.File("history");
        InputHistory history = InputHistory.Open(path);
        for (int i = 0; i < 1005; i++)
        {
            history.Add($"message {i}\nof two lines");
        }

        history.Add("message 1004\nof two lines");
        Assert.Equal(1000, InputHistory.Open(path).Messages.Count);
        Assert.Equal("message 5\nof two lines", InputHistory.Open(path).Messages[0]);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        File.AppendAllText(path, "not json\n\"kept\\nwithout\\u001b\\u0007\"\nnull\n");
        Assert.Equal("kept\nwithout", InputHistory.Open(path).Messages[^1]);
        Assert.Empty(InputHistory.Open(_folder.File("none")).Messages);
    }

    private string? Read(string keys)
    {
        Queue(keys);
        return Editor(InputHistory.Open(_folder.File("h"))).ReadMessage();
    }

    private LineEditor Editor(InputHistory history) => new(history, Next, () => false, _screen, () => (Columns, Rows));

    private ConsoleKeyInfo Next()
    {
        _read++;
        return _keys.Dequeue();
    }

    /// <summary>Signs for the keys that are no characters; a small letter behind one stands for Ctrl.</summary>
    private void Queue(string keys)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            bool isControl = i + 1 < keys.Length && keys[i + 1] is 'ʷ' or 'ᵘ' or 'ᵏ';
            _keys.Enqueue((keys[i], isControl ? keys[i + 1] : '\0') switch
            {
                ('⏎', _) => Key(ConsoleKey.Enter, '\r'),
                ('↵', _) => new ConsoleKeyInfo('\r', ConsoleKey.Enter, shift: false, alt: true, control: false),
                ('←', 'ʷ') => Key(ConsoleKey.LeftArrow, control: true),
                ('→', 'ʷ') => Key(ConsoleKey.RightArrow, control: true),
                ('⌫', 'ʷ') => Key(ConsoleKey.W, control: true),
                ('⌫', 'ᵘ') => Key(ConsoleKey.U, control: true),
                ('⌫', 'ᵏ') => Key(ConsoleKey.K, control: true),
                ('←', _) => Key(ConsoleKey.LeftArrow),
                ('→', _) => Key(ConsoleKey.RightArrow),
                ('↑', _) => Key(ConsoleKey.UpArrow),
                ('↓', _) => Key(ConsoleKey.DownArrow),
                ('⇤', _) => Key(ConsoleKey.Home),
                ('⇥', _) => Key(ConsoleKey.E, control: true),
                ('⌫', _) => Key(ConsoleKey.Backspace),
                ('⌦', _) => Key(ConsoleKey.Delete),
                ('✗', _) => Key(ConsoleKey.C, control: true),
                ('␄', _) => Key(ConsoleKey.D, control: true),
                (var c, _) => Key(ConsoleKey.None, c),
            });
            i += isControl ? 1 : 0;
        }
    }

    private static ConsoleKeyInfo Key(ConsoleKey key, char c = '\0', bool control = false) => new(c, key, shift: false, alt: false, control);
}
