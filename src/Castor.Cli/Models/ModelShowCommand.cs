using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Castor.Cli.Keys;
using Castor.Engines.Local.Weights;

namespace Castor.Cli.Models;

/// <summary><c>castor models show</c>: what a model is, and the memory that it will need.</summary>
internal static class ModelShowCommand
{
    private static readonly Argument<string> s_model = ModelArgument.Create();

    private static readonly Option<int?> s_context = new("--context")
    {
        Description = $"How many tokens of context to reckon memory for; {ModelFacts.UsualContext} where the model has so many.",
        HelpName = "N",
    };

    private static readonly Option<bool> s_json = new("--json") { Description = "As a JSON object." };

    public static Command Create()
    {
        s_context.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out int context) && context < 1)
            {
                result.AddError($"'{context}' is no length of a context.");
            }
        });
        var command = new DocumentedCommand(
            "show",
            "Show a model of this machine: architecture, parameters, quantisation, context, licence, chat format, and the memory that it will need.",
            "castor models show gemma-3-1b-it",
            "castor models show gemma-3-1b-it --context 32768",
            "castor models show ./mine.gguf --json | jq .memory.total")
        {
            s_model, DataOption.Instance, s_context, s_json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string path;
        ModelFacts facts;
        LocalModels models = ModelArgument.Open(parsed);
        try
        {
            path = models.Resolve(parsed.GetValue(s_model)!);
            facts = ModelFacts.Read(path, parsed.GetValue(s_context));
        }
        catch (Exception e) when (e is LocalModelException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"castor: {SafeText.OneLine(e.Message)}");
            return ExitCode.Failure;
        }

        ShownModelView view = View(models.List().FirstOrDefault(m => m.Path == path), path, facts);
        if (parsed.GetValue(s_json))
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(view, ModelsJsonContext.Default.ShownModelView));
        }
        else
        {
            Write(Console.Out, view);
        }

        return ExitCode.Success;
    }

    private static ShownModelView View(LocalModel? model, string path, ModelFacts facts)
    {
        string[] files = model is not null ? [.. model.Files] : SplitName.Of(path) is { } split ? [.. split.All()] : [path];
        PullRecord? record = model?.Record ?? LocalModels.ReadRecord(path);
        return new ShownModelView
        {
            Name = model?.Name ?? Path.GetFileName(path),
            Files = files,
            Size = files.Where(File.Exists).Sum(f => new FileInfo(f).Length),
            Url = record?.Url,
            Commit = record?.Commit,
            Sha256 = files.Length == 1 ? record?.Sha256 : null,
            Checked = record?.Checked,
            PulledTime = record is null ? null : KeyText.Time(record.PulledTime),
            Title = facts.Title,
            Architecture = facts.Architecture,
            Parameters = facts.Parameters,
            Experts = facts.Experts is { } experts ? new ShownModelView.ExpertsView(experts.Count, experts.UsedCount, facts.ActiveParameters) : null,
            Quantization = facts.Quantization,
            Types = facts.Types,
            ContextLength = facts.ContextLength,
            Vocabulary = facts.Vocabulary,
            Licence = facts.Licence,
            ChatFormat = facts.ChatFormat,
            Memory = new ShownModelView.MemoryView(facts.Context, facts.WeightBytes, facts.KvBytes, facts.WeightBytes + facts.KvBytes),
            Refusal = facts.Refusal,
        };
    }

    private static void Write(TextWriter output, ShownModelView view)
    {
        Line("name", view.Name);
        foreach (string file in view.Files)
        {
            Line("file", file);
        }

        Line("size", $"{ByteSize.Text(view.Size)} ({Number(view.Size)} bytes)");
        Line("from", view.Url);
        Line("commit", view.Commit);
        Line("pulled", view.PulledTime);
        Line("SHA-256", view.Sha256 is null ? null : $"{view.Sha256}{(view.Checked is true ? ", as the server promised" : ", not checked")}");
        Line("title", view.Title);
        Line("architecture", view.Architecture);
        Line("parameters", Number(view.Parameters));
        Line("", view.Experts is { } experts ? $"{Number(experts.ActiveParameters)} of them active: a token goes through {experts.Used} of {experts.Count} experts" : null);
        Line("quantisation", view.Quantization);
        foreach (TypeShare type in view.Types)
        {
            Line("", $"{type.Type,-5} {type.Parameters * 100.0 / view.Parameters,5:0.0}% of the parameters, {ByteSize.Text(type.Bytes)} in {type.Tensors} tensors");
        }

        Line("context", view.ContextLength is { } length ? $"{Number(length)} tokens" : "not told");
        Line("vocabulary", $"{Number(view.Vocabulary)} tokens");
        Line("licence", view.Licence ?? "not told");
        Line("chat format", view.ChatFormat ?? "none that Castor knows");
        WriteMemory(view);

        void Line(string name, string? value)
        {
            if (value is not null)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-13} {value}"));
            }
        }

        void WriteMemory(ShownModelView model)
        {
            ShownModelView.MemoryView memory = model.Memory;
            string context = $"{Number(memory.Context)} tokens of context";
            Line("memory", memory is { Total: { } total, KeysAndValues: { } keys }
                ? $"{ByteSize.Text(total)} for {context}: {ByteSize.Text(memory.Weights)} weights and {ByteSize.Text(keys)} keys and values"
                : $"{ByteSize.Text(memory.Weights)} weights, and keys and values");
            if (model.ContextLength is { } most && memory.Context > most)
            {
                Line("", $"the model was made for {Number(most)} tokens at most");
            }

            Line("runs here", model.Refusal is null ? "yes" : $"no: {model.Refusal}");
        }
    }

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
