using System.Diagnostics;

namespace Castor.Cli.Tests;

/// <summary>The <c>castor</c> command as a process of its own, the way an operator and a script meet it.</summary>
internal sealed class CastorProcess : IAsyncDisposable
{
    // Only what hangs takes so long, on however busy a machine.
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    private readonly Process _process;

    private CastorProcess(Process process) => _process = process;

    /// <summary>The id of the process.</summary>
    public int Id => _process.Id;

    /// <summary>What it reads.</summary>
    public StreamWriter Input => _process.StandardInput;

    /// <summary>What it writes, as it comes.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <summary>What it complains of, as it comes.</summary>
    public StreamReader Error => _process.StandardError;

    /// <summary>Starts a command and leaves it running.</summary>
    public static CastorProcess Start(params IEnumerable<string> arguments) => Start(new Dictionary<string, string?>(), arguments);

    /// <summary>Starts a command with other variables in its environment; null takes one away.</summary>
    public static CastorProcess Start(IReadOnlyDictionary<string, string?> environment, params IEnumerable<string> arguments) =>
        StartIn(Environment.CurrentDirectory, environment, arguments);

    /// <summary>Starts a command in another folder.</summary>
    public static CastorProcess StartIn(string folder, IReadOnlyDictionary<string, string?> environment, params IEnumerable<string> arguments)
    {
        // A shell has what it starts in the background ignore Ctrl+C, and children inherit that; a terminal's would not.
        string[] prefix = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];
        var start = new ProcessStartInfo(prefix[0], prefix[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "castor.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        return new CastorProcess(Process.Start(start)!);
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<CommandResult> RunAsync(params IEnumerable<string> arguments)
    {
        await using var process = Start(arguments);
        return await process.EndAsync();
    }

    /// <summary>Starts a server on a free port and waits until it takes requests.</summary>
    public static async Task<(CastorProcess Process, Uri Address)> ServeAsync(params IEnumerable<string> arguments)
    {
        var process = Start(["serve", "--port", "0", .. arguments]);
        string? line = await process.Output.ReadLineAsync(TestContext.Current.CancellationToken);
        if (line is null)
        {
            CommandResult result = await process.EndAsync();
            throw new InvalidOperationException($"The server did not start: {result.Error}");
        }

        return (process, new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..]));
    }

    /// <summary>Reads the rest of the output and waits for the end.</summary>
    public async Task<CommandResult> EndAsync()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        Task<string> output = _process.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> error = _process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await _process.WaitForExitAsync(cancellationToken).WaitAsync(s_longest, cancellationToken);
        }
        catch (TimeoutException)
        {
            _process.Kill();
            throw;
        }

        return new CommandResult(_process.ExitCode, await output, await error);
    }

    /// <summary>Asks the process to end, as a service manager does.</summary>
    public void Terminate() => Signal("-TERM");

    /// <summary>Asks the process to end, as Ctrl+C does.</summary>
    public void Interrupt() => Signal("-INT");

    /// <summary>Ends the process at once, without a chance to tidy up.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
