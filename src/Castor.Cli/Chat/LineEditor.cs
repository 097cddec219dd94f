namespace Castor.Cli.Chat;

/// <summary>Reads messages from the keyboard, with the keys that shells have, and with earlier messages by the arrows.</summary>
internal sealed class LineEditor
{
    private const string Prompt = ">>> ";
    private const string MorePrompt = "... ";
    private const string Quotes = "\"\"\"";

    private readonly InputHistory _history;
    private readonly Func<ConsoleKeyInfo> _readKey;
    private readonly Func<bool> _isMoreTyped;
    private readonly LineView _view;
    private readonly TextWriter _output;

    private LineBuffer _line = new();
    private string _begun = "";
    private int _at;

    /// <summary>An editor on the console, which draws where the terminal is, never into a file or a pipe.</summary>
    public LineEditor(InputHistory history)
        : this(history, () => Console.ReadKey(intercept: true), () => Console.KeyAvailable, Console.IsOutputRedirected ? Console.Error : Console.Out, () => (Console.WindowWidth, Console.WindowHeight))
    {
    }

    /// <summary>An editor on any keys and any terminal.</summary>
    internal LineEditor(InputHistory history, Func<ConsoleKeyInfo> readKey, Func<bool> isMoreTyped, TextWriter output, Func<(int Columns, int Rows)> size)
    {
        _history = history;
        _readKey = readKey;
        _isMoreTyped = isMoreTyped;
        _output = output;
        _view = new LineView(output, size);
    }

    /// <summary>Reads a message; null at the end of the input.</summary>
    public string? ReadMessage()
    {
        if (ReadLine(Prompt) is not { } first)
        {
            return null;
        }

        string message = first.Trim() == Quotes ? ReadQuoted() : first;
        _history.Add(message);
        return message;
    }

    private string ReadQuoted()
    {
        List<string> lines = [];
        while (ReadLine(MorePrompt) is { } line && line.Trim() != Quotes)
        {
            lines.Add(line);
        }

        return string.Join('\n', lines);
    }

    private string? ReadLine(string prompt)
    {
        _line = new LineBuffer();
        _at = _history.Messages.Count;
        using var raw = new RawKeys();
        while (true)
        {
            if (!_isMoreTyped())
            {
                _view.Draw(prompt, _line.Text, _line.Cursor);
            }

            ConsoleKeyInfo key = _readKey();
            bool isControl = key.Modifiers.HasFlag(ConsoleModifiers.Control);
            switch (key.Key)
            {
                // What is pasted comes at once: a line break in the middle of it ends no message.
                case ConsoleKey.Enter when !key.Modifiers.HasFlag(ConsoleModifiers.Alt) && !_isMoreTyped():
                    _view.Leave(prompt, _line.Text);
                    return _line.Text;
                case ConsoleKey.D when isControl && _line.Text.Length == 0:
                    _view.Leave(prompt, "");
                    return null;
                case ConsoleKey.C when isControl && _line.Text.Length == 0:
                    _view.Leave(prompt, "");
                    _output.WriteLine("Ctrl+D or /bye leaves.");
                    break;
                case ConsoleKey.C when isControl:
                    _line.Replace("");
                    _at = _history.Messages.Count;
                    break;
                case ConsoleKey.UpArrow:
                    Recall(_at - 1);
                    break;
                case ConsoleKey.DownArrow:
                    Recall(_at + 1);
                    break;
                default:
                    Edit(key, isControl);
                    break;
            }
        }
    }

    private void Edit(ConsoleKeyInfo key, bool isControl)
    {
        Action? action = (key.Key, isControl) switch
        {
            (ConsoleKey.LeftArrow, false) or (ConsoleKey.B, true) => _line.Left,
            (ConsoleKey.RightArrow, false) or (ConsoleKey.F, true) => _line.Right,
            (ConsoleKey.LeftArrow, true) => _line.WordLeft,
            (ConsoleKey.RightArrow, true) => _line.WordRight,
            (ConsoleKey.Home, _) or (ConsoleKey.A, true) => _line.Home,
            (ConsoleKey.End, _) or (ConsoleKey.E, true) => _line.End,
            (ConsoleKey.Backspace, false) or (ConsoleKey.H, true) => _line.Backspace,
            (ConsoleKey.Delete, _) or (ConsoleKey.D, true) => _line.Delete,
            (ConsoleKey.Backspace, true) or (ConsoleKey.W, true) => _line.DeleteWord,
            (ConsoleKey.U, true) => _line.DeleteToStart,
            (ConsoleKey.K, true) => _line.DeleteToEnd,
            (ConsoleKey.Enter, _) => () => _line.Insert("\n"),
            _ when key.KeyChar is '\t' => () => _line.Insert("    "),
            _ when !char.IsControl(key.KeyChar) => () => _line.Insert(key.KeyChar.ToString()),
            _ => null,
        };
        action?.Invoke();
    }

    private void Recall(int at)
    {
        if (at < 0 || at > _history.Messages.Count)
        {
            return;
        }

        // What was begun comes back below the newest message.
        _begun = _at == _history.Messages.Count ? _line.Text : _begun;
        _at = at;
        _line.Replace(at == _history.Messages.Count ? _begun : _history.Messages[at]);
    }

    /// <summary>While a line is typed, Ctrl+C is a key like another.</summary>
    private sealed class RawKeys : IDisposable
    {
        private readonly bool _isConsole = !Console.IsInputRedirected;

        public RawKeys() => Set(true);

        public void Dispose() => Set(false);

        private void Set(bool isKey)
        {
            if (_isConsole)
            {
                Console.TreatControlCAsInput = isKey;
            }
        }
    }
}
