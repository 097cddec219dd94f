using System.CommandLine;
using System.Runtime.InteropServices;
using Castor.Cli.Models;
using Castor.Engines.Catalog;
using Castor.Engines.Local;
using Castor.Engines.Local.Weights;
using Castor.Inference.Gguf;
using Castor.Inference.Residency;
using Castor.Inference.Scheduling;

namespace Castor.Cli.Chat;

/// <summary><c>castor chat</c>: talks with local weights, on the terminal or through a pipe.</summary>
internal static class ChatCommand
{
    private const string Bundled = "castor-spark";

    private static readonly Argument<string?> s_model = new("MODEL")
    {
        Description = "A GGUF file, or a name of 'castor models list'; the bundled model, or the only one there is, where none is given.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> s_system = new("--system") { Description = "What the model is told before all else.", HelpName = "TEXT" };
    private static readonly Option<bool> s_think = new("--think") { Description = "Let the model think aloud first, where it can." };
    private static readonly Option<float?> s_temperature = new("--temperature") { Description = "0 for the likeliest token always, up to 2.", HelpName = "T" };
    private static readonly Option<int?> s_seed = new("--seed") { Description = "Draw the same tokens for the same words.", HelpName = "N" };
    private static readonly Option<int?> s_tokens = Count("--max-tokens", "The most tokens of one answer.");
    private static readonly Option<int?> s_threads = Count("--threads", "Threads that compute; all cores by default.");
    private static readonly Option<int?> s_context = Count("--context", "The most tokens of the whole conversation; what the model was made for by default.");
    private static readonly Option<string> s_kv = KvOption.Create();

    public static Command Create()
    {
        s_temperature.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<float?>() is not (null or (>= 0 and <= 2)))
            {
                result.AddError($"'{result.Tokens[0].Value}' is no temperature: take one from 0 to 2.");
            }
        });
        var command = new DocumentedCommand(
            "chat",
            "Talk with local weights. What is piped in is one message, and the answer alone goes to standard output.",
            "castor chat",
            "castor chat gemma-3-1b-it --system 'You answer in one sentence.'",
            "git diff | castor chat gemma-3-4b-it --system 'Write a commit message.' --temperature 0")
        {
            s_model, s_system, s_think, s_temperature, s_seed, s_tokens, s_threads, s_context, s_kv, DataOption.Instance,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        LocalModels models = ModelArgument.Open(parsed);
        try
        {
            return await ChatAsync(parsed, models, Path(models, parsed.GetValue(s_model)), cancellationToken);
        }
        catch (Exception e) when (e is LocalModelException or GgufException or ModelMemoryException or FileNotFoundException)
        {
            await Console.Error.WriteLineAsync($"castor: {SafeText.OneLine(e.Message)}");
            return ExitCode.Failure;
        }
    }

    private static async Task<int> ChatAsync(ParseResult parsed, LocalModels models, string path, CancellationToken cancellationToken)
    {
        ModelEntry entry = new LocalCatalog(models).Serve(System.IO.Path.GetFileNameWithoutExtension(path), path);
        string title = SafeText.OneLine(entry.Model.DisplayName ?? entry.Id);
        var options = new LocalOptions { ContextLength = parsed.GetValue(s_context), KvType = KvOption.Read(parsed, s_kv) };
        options = parsed.GetValue(s_threads) is { } threads ? options with { Threads = threads } : options;
        using var shelf = new ModelShelf(models, options, TimeProvider.System);
        bool isPiped = Console.IsInputRedirected;
        if (!isPiped)
        {
            Console.Error.Write($"Loading {title} ...");
        }

        // Held until the talk is over, however long the pauses in it are.
        using ModelLease<LoadedModel> lease = await shelf.AcquireAsync(path, cancellationToken);
        if (lease.Model.Runner is null)
        {
            throw new LocalModelException($"{title} turns texts into vectors; it does not talk.");
        }

        var settings = new ChatSettings
        {
            System = parsed.GetValue(s_system),
            Thinks = parsed.GetValue(s_think),
            Temperature = parsed.GetValue(s_temperature),
            Seed = parsed.GetValue(s_seed),
            MaxTokens = parsed.GetValue(s_tokens),
        };
        GenerationTimings timings = default;
        var engine = new LocalEngine(shelf) { NoteTimings = measured => timings = measured };
        var conversation = new Conversation(engine, entry, TimeProvider.System, () => timings) { Settings = settings };
        return isPiped
            ? await AnswerAsync(conversation, await Console.In.ReadToEndAsync(cancellationToken), cancellationToken)
            : await TalkAsync(conversation, title, DataOption.Folder(parsed), cancellationToken);
    }

    private static async Task<int> AnswerAsync(Conversation conversation, string message, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(message))
        {
            await Console.Error.WriteLineAsync("castor: Nothing was piped in: there is no message to answer.");
            return ExitCode.Misuse;
        }

        var writer = new AnswerWriter(Console.Out, isStyled: false);
        ChatAnswer answer = await conversation.AskAsync(message.Trim(), writer, cancellationToken);
        writer.End();
        if (answer.Failure is { } failure)
        {
            await Console.Error.WriteLineAsync($"castor: {failure}");
            return ExitCode.Failure;
        }

        return ExitCode.Success;
    }

    private static async Task<int> TalkAsync(Conversation conversation, string title, string data, CancellationToken cancellationToken)
    {
        Console.Error.Write("\r\e[K");
        var history = InputHistory.Open(System.IO.Path.Combine(data, "chat-history"));
        Console.Error.WriteLine($"{title}. Type a message, or /help.");
        var session = new ChatSession(conversation, new LineEditor(history).ReadMessage, Console.Out, isStyled: !Console.IsOutputRedirected);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = session.StopAnswer());
        await session.RunAsync(cancellationToken);
        return ExitCode.Success;
    }

    private static string Path(LocalModels models, string? model)
    {
        if (model is not null)
        {
            return models.Resolve(model);
        }

        IReadOnlyList<LocalModel> all = models.List();
        return (all.FirstOrDefault(m => m.Name == Bundled) ?? (all.Count == 1 ? all[0] : null))?.Path ?? throw new LocalModelException(all.Count == 0
            ? "There are no weights here yet. 'castor models pull ggml-org/gemma-3-270m-it-qat-GGUF:Q4_0' gets some."
            : $"There are {all.Count} models here. Name one: {string.Join(", ", all.Select(m => m.Name))}.");
    }

    private static Option<int?> Count(string name, string description) => new Option<int?>(name) { Description = description, HelpName = "N" }.AtLeast(1);
}
