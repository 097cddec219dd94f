using System.Text.Json;

namespace Castor.Cli.Chat;

/// <summary>Earlier messages, the newest last, kept in a file that its owner alone can read: one JSON string a line.</summary>
internal sealed class InputHistory
{
    private const int Most = 1000;
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string? _path;
    private readonly List<string> _messages;

    private InputHistory(string? path, List<string> messages)
    {
        _path = path;
        _messages = messages;
    }

    /// <summary>The messages, the newest last.</summary>
    public IReadOnlyList<string> Messages => _messages;

    /// <summary>Reads a file; one that is missing or cannot be read is an empty history.</summary>
    public static InputHistory Open(string path)
    {
        List<string> messages = [];
        try
        {
            messages.AddRange(File.ReadLines(path).Select(Parse).OfType<string>().TakeLast(Most));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A history is a convenience: without one the talk goes on all the same.
        }

        return new InputHistory(path, messages);
    }

    /// <summary>Adds a message, unless it is the last one again.</summary>
    public void Add(string message)
    {
        if (message.Length == 0 || (_messages.Count > 0 && _messages[^1] == message))
        {
            return;
        }

        _messages.Add(message);
        try
        {
            Keep(message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As above.
        }
    }

    private void Keep(string message)
    {
        if (_path is null || !Directory.Exists(Path.GetDirectoryName(_path)))
        {
            return;
        }

        bool isFull = _messages.Count > Most;
        if (isFull)
        {
            _messages.RemoveRange(0, _messages.Count - Most);
        }

        var options = new FileStreamOptions { Mode = isFull ? FileMode.Create : FileMode.Append, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerAlone;
        }

        using var file = new StreamWriter(_path, options);
        foreach (string kept in isFull ? _messages : [message])
        {
            file.WriteLine(JsonSerializer.Serialize(kept, ChatJsonContext.Default.String));
        }
    }

    private static string? Parse(string line)
    {
        try
        {
            // The keyboard gives no control characters, but anything can be written into a file, and what is recalled is drawn on the terminal.
            return JsonSerializer.Deserialize(line, ChatJsonContext.Default.String) is { } message
                ? string.Concat(message.Where(c => c == '\n' || !char.IsControl(c)))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
