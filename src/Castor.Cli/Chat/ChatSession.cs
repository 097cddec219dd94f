using System.Globalization;

namespace Castor.Cli.Chat;

/// <summary>The talk on the terminal: messages, and commands that begin with '/'.</summary>
/// <param name="conversation">What is said.</param>
/// <param name="readMessage">Reads a message; null at the end of the input.</param>
/// <param name="output">Where answers go.</param>
/// <param name="isStyled">Whether the output shows styles.</param>
internal sealed class ChatSession(Conversation conversation, Func<string?> readMessage, TextWriter output, bool isStyled)
{
    private const string Help = """
        /system TEXT      tell the model something before all else
        /system           show what it is told; /system off forgets it
        /clear            forget the conversation
        /retry            answer the last message again
        /undo             take the last message and its answer back
        /think on|off     let the model think aloud first, where it can
        /temperature T    0 for the likeliest token always, up to 2; off for its own
        /help             this
        /bye              leave, as Ctrl+D does

        A line that is only three quotation marks begins a message of many lines, and
        the next such line ends it. Alt+Enter starts a new line too, and a pasted text
        stays one message. Ctrl+C stops an answer; what came of it is kept. The arrows
        up and down find earlier messages.
        """;

    private readonly AnswerWriter _writer = new(output, isStyled);
    private volatile CancellationTokenSource? _answer;

    /// <summary>Stops the answer that is coming; false where none is.</summary>
    public bool StopAnswer()
    {
        CancellationTokenSource? answer = _answer;
        try
        {
            answer?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The answer has come to its end at this very moment.
        }

        return answer is not null;
    }

    /// <summary>Talks until the input ends.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && readMessage() is { } line)
        {
            string message = line.Trim();
            if (message is "/bye" or "/exit" or "/quit")
            {
                return;
            }

            if (message.StartsWith('/') && !message.Contains('\n'))
            {
                await CommandAsync(message, cancellationToken);
            }
            else if (message.Length > 0)
            {
                await AnswerAsync(message, cancellationToken);
            }
        }
    }

    private async Task AnswerAsync(string message, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _answer = stop;
        try
        {
            ChatAnswer answer = await conversation.AskAsync(message, _writer, stop.Token);
            _writer.End();
            _writer.Note(answer.Failure ?? answer.Describe());
        }
        finally
        {
            _answer = null;
        }
    }

    private async Task CommandAsync(string line, CancellationToken cancellationToken)
    {
        (string command, string value) = line.IndexOf(' ', StringComparison.Ordinal) is var at and > 0 ? (line[..at], line[(at + 1)..].Trim()) : (line, "");
        switch (command)
        {
            case "/help" or "/?":
                output.WriteLine(Help);
                break;
            case "/system":
                System(value);
                break;
            case "/clear":
                conversation.Clear();
                _writer.Note("The conversation starts anew.");
                break;
            case "/undo":
                _writer.Note(conversation.TakeBack() is null ? "There is nothing to take back." : $"Taken back; {conversation.Length} messages are left.");
                break;
            case "/retry" when conversation.TakeBack() is { } message:
                await AnswerAsync(message, cancellationToken);
                break;
            case "/retry":
                _writer.Note("There is no message to answer again.");
                break;
            case "/think" when value is "on" or "off":
                conversation.Settings = conversation.Settings with { Thinks = value == "on" };
                _writer.Note(value == "on" ? "The model may think aloud." : "The model answers at once.");
                break;
            case "/temperature" when value == "off" || IsTemperature(value):
                conversation.Settings = conversation.Settings with { Temperature = value == "off" ? null : float.Parse(value, CultureInfo.InvariantCulture) };
                _writer.Note(value == "off" ? "The temperature is the model's own." : $"The temperature is {value}.");
                break;
            case "/think":
                _writer.Note("Say /think on or /think off.");
                break;
            case "/temperature":
                _writer.Note("Say /temperature with a number from 0 to 2, or with off.");
                break;
            default:
                _writer.Note($"'{line}' is no command. /help shows those that are.");
                break;
        }
    }

    private void System(string value)
    {
        if (value.Length > 0)
        {
            conversation.Settings = conversation.Settings with { System = value == "off" ? null : value };
        }

        _writer.Note(conversation.Settings.System is { } system ? $"The model is told: {system}" : "The model is told nothing beforehand.");
    }

    private static bool IsTemperature(string value) =>
        float.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out float temperature) && temperature is >= 0 and <= 2;
}
