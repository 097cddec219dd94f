using System.CommandLine;
using System.Text.Json;
using Castor.Cli.Models.Download;
using Castor.Cli.Models.Hub;
using Castor.Engines.Local.Weights;
using Castor.Storage;
using Spectre.Console;

namespace Castor.Cli.Models;

/// <summary><c>castor models pull</c>: brings weights to this machine, and prints the path of the file alone, so that a script can take it.</summary>
internal static class ModelPullCommand
{
    private const int MostConnections = 16;

    private static readonly Argument<string> s_model = new("MODEL")
    {
        Description = "OWNER/NAME of a repository, with :FILE or :QUANT after it where it has several models; or a URL of a GGUF file.",
    };

    private static readonly Option<string?> s_revision = new("--revision") { Description = "A branch, tag or commit of the repository.", HelpName = "REV" };
    private static readonly Option<string?> s_sha256 = new("--sha256") { Description = "The SHA-256 that the file has to have, for a URL whose server does not tell it.", HelpName = "HEX" };

    private static readonly Option<int> s_connections = new("--connections")
    {
        Description = $"How many connections pull at once, 1 to {MostConnections}.",
        HelpName = "N",
        DefaultValueFactory = _ => 4,
    };

    private static readonly Option<bool> s_quiet = new("--quiet") { Description = "No progress: the path alone, or what went wrong." };
    private static readonly Option<bool> s_json = new("--json") { Description = "Tell the result as a JSON object." };

    public static Command Create()
    {
        s_connections.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out int count) && count is < 1 or > MostConnections)
            {
                result.AddError($"'{count}' connections are not possible: take 1 to {MostConnections}.");
            }
        });
        s_sha256.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && Sha256.Parse(result.Tokens[0].Value) is null)
            {
                result.AddError($"'{result.Tokens[0].Value}' is no SHA-256: it has 64 hexadecimal digits.");
            }
        });
        var command = new DocumentedCommand(
            "pull",
            "Pull weights from Hugging Face or another hub (HF_ENDPOINT, HF_TOKEN), or from a URL. What was begun is gone on with.",
            "castor models pull ggml-org/gemma-3-270m-it-qat-GGUF:Q4_0",
            "castor models pull hf.co/bartowski/google_gemma-3-4b-it-GGUF:Q4_K_M",
            "castor models pull google/gemma-3-1b-it-qat-q4_0-gguf:gemma-3-1b-it-q4_0.gguf",
            "castor models pull https://example.com/models/mine.gguf --sha256 $(cat mine.sha256)")
        {
            s_model, DataOption.Instance, s_revision, s_sha256, s_connections, s_quiet, s_json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            return await PullAsync(parsed, cancellationToken);
        }
        catch (PullException e)
        {
            await Console.Error.WriteLineAsync($"castor: {e.Message}");
            return e.IsMisuse ? ExitCode.Misuse : ExitCode.Failure;
        }
    }

    private static async Task<int> PullAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        HubSettings settings = HubSettings.Read(Environment.GetEnvironmentVariable);
        ModelReference reference = ModelReference.Parse(parsed.GetValue(s_model)!, settings.Endpoint);
        if (parsed.GetValue(s_revision) is { } revision)
        {
            reference = reference with { Revision = revision };
        }

        var models = LocalModels.Of(DataFolder.Open(DataOption.Folder(parsed)).FullPath);
        using var connection = new HubConnection(settings, TimeProvider.System);
        IPullProgress progress = Progress(parsed.GetValue(s_quiet));
        var pull = new ModelPull(connection, models, progress, new DownloadOptions { Connections = parsed.GetValue(s_connections) });

        using var interruption = new Interruption(cancellationToken);
        long start = TimeProvider.System.GetTimestamp();
        IReadOnlyList<DownloadResult> results = [];
        try
        {
            await progress.ShowAsync(async () => results = await pull.RunAsync(reference, Sha256.Parse(parsed.GetValue(s_sha256)), interruption.Token));
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            throw new PullException("Stopped before anything came.");
        }

        Tell(parsed, models.Find(results[0].Path), results, TimeProvider.System.GetElapsedTime(start));
        return ExitCode.Success;
    }

    private static IPullProgress Progress(bool quiet)
    {
        if (quiet)
        {
            return new NoProgress();
        }

        return Console.IsErrorRedirected
            ? new LineProgress(Console.Error, TimeProvider.System)
            : new TerminalProgress(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }), TimeProvider.System);
    }

    private static void Tell(ParseResult parsed, LocalModel model, IReadOnlyList<DownloadResult> results, TimeSpan elapsed)
    {
        if (parsed.GetValue(s_json))
        {
            PulledModelView.FileView[] files = [.. results.Select(r => new PulledModelView.FileView(r.Path, r.Record.Size, r.Record.Sha256, r.Record.Checked, r.WasHere))];
            Console.Out.WriteLine(JsonSerializer.Serialize(new PulledModelView(model.Name, model.Path, model.Size, files), ModelsJsonContext.Default.PulledModelView));
        }
        else
        {
            Console.Out.WriteLine(model.Path);
        }

        if (!parsed.GetValue(s_quiet))
        {
            string size = ByteSize.Text(results.Sum(r => r.Record.Size));
            string sum = results.All(r => r.Record.Checked)
                ? "its SHA-256 is what the server promises"
                : "not checked: the server tells no SHA-256; compare it by 'castor models show'";
            Console.Error.WriteLine(results.All(r => r.WasHere)
                ? $"{model.Name} is here already, {size}."
                : $"Pulled {model.Name}: {size} in {elapsed.TotalSeconds:0.0} s; {sum}.");
        }
    }
}
