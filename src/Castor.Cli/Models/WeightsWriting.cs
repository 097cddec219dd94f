using Castor.Cli.Models.Download;
using Castor.Inference.Quantization;
using Spectre.Console;

namespace Castor.Cli.Models;

/// <summary>Shows how a file of weights is written, until it is whole or the operator calls it off.</summary>
internal sealed class WeightsWriting(string activity, string path, bool isQuiet)
{
    private readonly IPullProgress _progress = isQuiet ? new NoProgress() : Console.IsErrorRedirected
        ? new LineProgress(Console.Error, TimeProvider.System)
        : new TerminalProgress(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }), TimeProvider.System);

    private long _done = -1;

    /// <summary>Writes, and tells the path alone on standard output, so that a script can take it.</summary>
    /// <param name="write">The work; it takes what is to be told of progress.</param>
    /// <param name="describe">What was written, for people.</param>
    public async Task<int> RunAsync(Action<Action<QuantizationProgress>, CancellationToken> write, Func<string> describe)
    {
        if (Refusal() is { } refusal)
        {
            await Console.Error.WriteLineAsync($"castor: {refusal}");
            return ExitCode.Misuse;
        }

        using var interruption = new Interruption();
        long start = TimeProvider.System.GetTimestamp();
        try
        {
            await _progress.ShowAsync(() => Task.Run(() => write(Tell, interruption.Token)));
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"castor: Stopped; there is no {path}.");
            return ExitCode.Failure;
        }

        Console.Out.WriteLine(path);
        if (!isQuiet)
        {
            double seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            await Console.Error.WriteLineAsync($"Wrote {describe()}: {ByteSize.Text(new FileInfo(path).Length)} in {seconds:0.0} s.");
        }

        return ExitCode.Success;
    }

    /// <summary>Why nothing can be written there; the file appears whole, in the place of what is there, so a device would be gone.</summary>
    private string? Refusal() => Directory.Exists(path) ? $"{path} is a folder: name the file to write."
        : Path.GetDirectoryName(path) is { } folder && !Directory.Exists(folder) ? $"There is no folder {folder}."
        : path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal) ? $"{path} is a device: name the file to write."
        : null;

    private void Tell(QuantizationProgress progress)
    {
        if (_done < 0)
        {
            _progress.Start(activity, Path.GetFileName(path), progress.BytesTotal, 0);
            _done = 0;
        }

        _progress.Advance(progress.BytesDone - _done);
        _done = progress.BytesDone;
    }
}
