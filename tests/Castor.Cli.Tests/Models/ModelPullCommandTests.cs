using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Castor.Cli.Tests.Models;

/// <summary><c>castor models pull</c> as an operator and a script meet it.</summary>
public sealed class ModelPullCommandTests : IAsyncLifetime
{
    private const string Repository = "ggml-org/gemma-3-270m-it-GGUF";
    private const string FileName = "gemma-3-270m-it-Q8_0.gguf";
    private static readonly byte[] s_weights = Weights.Make(50_000_000, seed: 31);

    private readonly TemporaryFolder _folder = new();
    private HubServer _hub = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Target => _folder.File($"models/{Repository}/{FileName}");

    private IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["HF_ENDPOINT"] = _hub.Hub.Address.AbsoluteUri,
        ["HF_HOME"] = _folder.File("hf"),
        ["HF_TOKEN"] = null,
        ["HUGGING_FACE_HUB_TOKEN"] = null,
    };

    public async ValueTask InitializeAsync()
    {
        _hub = await HubServer.StartAsync();
        _hub.Add(Repository, (FileName, s_weights), ("README.md", [1]));
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Pull_OfAModel_PrintsThePathAlone()
    {
        CommandResult result = await RunAsync(Repository);
        Assert.Equal((0, Target + "\n"), (result.ExitCode, result.Output));
        string[] lines = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal($"Pulling {FileName}, 50 MB.", lines[0]);
        Assert.Matches("^ +10%  5[.][0-9] MB of 50 MB", lines[1]);
        Assert.Matches("^  100%  50 MB of 50 MB", lines[10]);
        Assert.Equal($"Checking {FileName}, 50 MB.", lines[11]);
        Assert.Matches($"^Pulled {Repository}: 50 MB in [0-9.]+ s; its SHA-256 is what the server promises.$", lines[^1]);
        Assert.Equal(s_weights, await File.ReadAllBytesAsync(Target, Cancellation));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Target) & (UnixFileMode.OtherWrite | UnixFileMode.OtherExecute));
        }
    }

    [Fact]
    public async Task Pull_WithJsonAndQuiet_TellsThatAlone()
    {
        CommandResult result = await RunAsync($"https://huggingface.co/{Repository}/resolve/main/{FileName}?download=true", "--json", "--quiet");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        JsonNode told = JsonNode.Parse(result.Output)!;
        Assert.Equal((Repository, Target, s_weights.Length), ((string)told["name"]!, (string)told["path"]!, (int)told["size"]!));
        JsonNode file = Assert.Single(told["files"]!.AsArray())!;
        Assert.Equal((Weights.Sha256(s_weights), true, false), ((string)file["sha256"]!, (bool)file["checked"]!, (bool)file["wasHere"]!));
    }

    [Fact]
    public async Task Pull_KilledHalfWay_GoesOnWhenStartedAgain()
    {
        await using (CastorProcess process = await StartHalfWayAsync())
        {
            process.Kill();
            await process.EndAsync();
        }

        Assert.False(File.Exists(Target));
        long before = _hub.Store.Sent;
        CommandResult again = await RunAsync(Repository);
        Assert.Equal(0, again.ExitCode);
        Assert.Matches($"^Pulling {FileName}, 50 MB, of which [0-9.]+ MB are here already.\n", again.Error);
        Assert.Equal(s_weights, await File.ReadAllBytesAsync(Target, Cancellation));
        Assert.InRange(_hub.Store.Sent - before, 1, s_weights.Length - 1);
    }

    [Fact]
    public async Task Pull_InterruptedHalfWay_TellsWhatIsKept()
    {
        await using (CastorProcess process = await StartHalfWayAsync())
        {
            process.Interrupt();
            CommandResult result = await process.EndAsync();
            Assert.Equal((1, ""), (result.ExitCode, result.Output));
            Assert.Matches("\ncastor: Stopped. [0-9]+% of it [(][0-9.]+ MB of 50 MB[)] is kept: the same command goes on from there.\n$", result.Error);
        }

        long before = _hub.Store.Sent;
        Assert.Equal(0, (await RunAsync(Repository)).ExitCode);
        Assert.Equal(s_weights, await File.ReadAllBytesAsync(Target, Cancellation));
        Assert.InRange(_hub.Store.Sent - before, 1, s_weights.Length - 1);
    }

    [Fact]
    public async Task Pull_OntoADiskThatFillsUp_TellsWhatIsKept()
    {
        string disk = _folder.File("disk");
        Directory.CreateDirectory(disk);
        // A disk of its own, that goes with the process.
        string mount = $"mount -t tmpfs -o size=60m castor-test '{disk}'";
        using (var probe = Process.Start(new ProcessStartInfo("unshare", ["--mount", "sh", "-c", mount]) { RedirectStandardError = true })!)
        {
            await probe.WaitForExitAsync(Cancellation);
            Assert.SkipUnless(probe.ExitCode == 0, "Only root can make a small disk.");
        }

        int id = 0;
        int pulls = 0;
        _hub.BeforeStore = async (_, request) =>
        {
            if (request.To is not 3 && Interlocked.Increment(ref pulls) == 20)
            {
                await using FileStream other = File.Create($"/proc/{id}/root{disk}/other");
                await Assert.ThrowsAnyAsync<IOException>(() => other.WriteAsync(new byte[60_000_000], Cancellation).AsTask());
            }

            return false;
        };
        string command = $"{mount} && exec dotnet '{Path.Combine(AppContext.BaseDirectory, "castor.dll")}' models pull {Repository} --data '{disk}'";
        var start = new ProcessStartInfo("unshare", ["--mount", "sh", "-c", command]) { RedirectStandardError = true };
        foreach ((string name, string? value) in Environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        id = process.Id;
        string told = await process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        Assert.Equal(1, process.ExitCode);
        Assert.Matches("\ncastor: The disk of .* is full: make room. [0-9]+% of it [(][0-9.]+ MB of 50 MB[)] is kept: the same command goes on from there.\n$", told);
    }

    [Fact]
    public async Task Pull_WithATokenInAFile_SendsIt()
    {
        Directory.CreateDirectory(_folder.File("hf"));
        await File.WriteAllTextAsync(_folder.File("hf/token"), HubServer.GoodToken + "\n", Cancellation);
        _hub.Repositories["me/mine"] = new HubRepository { IsPrivate = true, Files = { ["m.gguf"] = Weights.Make(9_000, seed: 32) } };
        Assert.Equal(0, (await RunAsync("me/mine")).ExitCode);
    }

    [Fact]
    public async Task Pull_OfARepositoryWithSeveralModels_ListsThem()
    {
        _hub.Add(
            "bartowski/many-GGUF",
            ("many-Q4_K_M.gguf", Weights.Make(7_000, seed: 33)),
            ("many-Q8_0.gguf", Weights.Make(9_000, seed: 34)),
            ("many-f16/many-f16-00001-of-00002.gguf", Weights.Make(9_000, seed: 35)),
            ("many-f16/many-f16-00002-of-00002.gguf", Weights.Make(5_000, seed: 36)),
            ("mmproj-many-f16.gguf", Weights.Make(3_000, seed: 37)));

        CommandResult result = await RunAsync("bartowski/many-GGUF");
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Equal(
            """
            castor: 3 models of bartowski/many-GGUF fit. Name one:
              bartowski/many-GGUF:Q4_K_M    7.0 kB  many-Q4_K_M.gguf
              bartowski/many-GGUF:Q8_0      9.0 kB  many-Q8_0.gguf
              bartowski/many-GGUF:F16        14 kB  many-f16/many-f16-00001-of-00002.gguf and 1 more

            """,
            result.Error);
        Assert.Equal(0, (await RunAsync("hf.co/bartowski/many-GGUF:q4_k_m")).ExitCode);
        Assert.Equal(0, (await RunAsync("bartowski/many-GGUF:mmproj-many-f16.gguf")).ExitCode);
    }

    [Theory]
    [InlineData("is no repository", "gemma")]
    [InlineData("is no repository", "a/b/c")]
    [InlineData("is no repository", "../b")]
    [InlineData("is no repository", "a/..")]
    [InlineData("is no repository", "a b/c")]
    [InlineData("names no file after the colon", "a/b:")]
    [InlineData("is no http or https URL", "ftp://example.com/a.gguf")]
    [InlineData("names no GGUF file", "https://example.com/a.bin")]
    [InlineData("take 1 to 16", "a/b", "--connections", "17")]
    [InlineData("is no SHA-256", "a/b", "--sha256", "abc")]
    [InlineData("Required argument missing")]
    public async Task Pull_CalledWrongly_IsRefusedInOneLine(string complaint, params string[] arguments)
    {
        CommandResult result = await RunAsync(arguments);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(complaint, result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.Error.Count(c => c == '\n'));
    }

    [Fact]
    public async Task Pull_OfWhatIsNotThere_FailsInOneLine()
    {
        CommandResult result = await RunAsync("google/none", "--quiet");
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("castor: There is no repository google/none on 127.0.0.1:", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.Error.Count(c => c == '\n'));
    }

    [Fact]
    public async Task Help_OfPull_EndsWithExamples()
    {
        CommandResult result = await CastorProcess.RunAsync("models", "pull", "--help");
        Assert.Contains("Examples:\n  castor models pull ggml-org/gemma-3-270m-it-qat-GGUF:Q4_0\n", result.Output, StringComparison.Ordinal);
    }

    /// <summary>A pull that has kept half of the file at least, and waits for a server that gives no more.</summary>
    private async Task<CastorProcess> StartHalfWayAsync()
    {
        int pulls = 0;
        var half = new TaskCompletionSource();
        _hub.BeforeStore = async (context, request) =>
        {
            if (request.To is 3 || Interlocked.Increment(ref pulls) <= 24)
            {
                return false;
            }

            // Each connection keeps its part before it asks for the next one.
            half.TrySetResult();
            var gone = new TaskCompletionSource();
            using CancellationTokenRegistration hangUp = context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
            return true;
        };
        CastorProcess process = Start([Repository]);
        await half.Task.WaitAsync(TimeSpan.FromMinutes(5), Cancellation);
        _hub.BeforeStore = (_, _) => Task.FromResult(false);
        return process;
    }

    private CastorProcess Start(IEnumerable<string> arguments) => CastorProcess.Start(Environment, ["models", "pull", .. arguments, "--data", _folder.Path]);

    private async Task<CommandResult> RunAsync(params string[] arguments)
    {
        await using CastorProcess process = Start(arguments);
        return await process.EndAsync();
    }
}
