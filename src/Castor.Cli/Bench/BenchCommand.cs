using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Castor.Engines.Local.Weights;
using Castor.Inference.Models;
using Spectre.Console;

namespace Castor.Cli.Bench;

/// <summary><c>castor bench</c>: how fast a model reads and writes on this machine.</summary>
internal static class BenchCommand
{
    private static readonly Argument<string> s_model = new("MODEL") { Description = "A GGUF file, or a name of 'castor models list'." };

    private static readonly Option<int> s_threads = Number("--threads", "Threads that compute.", Environment.ProcessorCount, 1);

    private static readonly Option<int> s_prompt = Number("--prompt", "Tokens of the prompt that is read; 0 leaves the test out.", 512, 0);

    private static readonly Option<int> s_generate = Number("--generate", "Tokens that are generated; 0 leaves the test out.", 64, 0);

    private static readonly Option<int> s_context = Number("--context", "Tokens that the context holds before.", 0, 0);

    private static readonly Option<int> s_parallel = Number("--parallel", "Answers that are generated at once.", 1, 1);

    private static readonly Option<int> s_rounds = Number("--rounds", "Rounds, of which the median is told.", 5, 1);

    private static readonly Option<string?> s_kernels = new("--kernels") { Description = "The tier of instructions; the fastest of this machine by default.", HelpName = "TIER" };

    private static readonly Option<string> s_kv = KvOption.Create();

    private static readonly Option<bool> s_json = new("--json") { Description = "One JSON object a row." };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "bench",
            "Measure how fast a model reads prompts and writes answers here.",
            "castor bench castor-spark",
            "castor bench gemma-3-1b-it --threads 2 --prompt 512 --generate 64 --json",
            "castor bench model.gguf --context 8192 --prompt 0")
        {
            s_model, s_threads, s_prompt, s_generate, s_context, s_parallel, s_rounds, s_kernels, s_kv, s_json, DataOption.Instance,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        int longest = Math.Max(parsed.GetValue(s_prompt), parsed.GetValue(s_generate));
        if (longest == 0)
        {
            return Refuse(parsed, "Nothing to measure: --prompt and --generate are both 0.");
        }

        string path = LocalModels.Of(DataOption.Folder(parsed)).Resolve(parsed.GetValue(s_model)!);
        var options = new ModelOptions { Threads = parsed.GetValue(s_threads), Kernels = parsed.GetValue(s_kernels), KvType = KvOption.Read(parsed, s_kv) };
        using LanguageModel model = LanguageModel.Load(path, options);
        long needed = (long)parsed.GetValue(s_context) + longest;
        if (needed > model.Config.ContextLength)
        {
            return Refuse(parsed, string.Create(CultureInfo.InvariantCulture, $"That takes a context of {needed:N0} tokens, and the model has {model.Config.ContextLength:N0}."));
        }

        if (parsed.GetValue(s_parallel) > model.Options.MaxBatch)
        {
            return Refuse(parsed, $"At most {model.Options.MaxBatch} answers can be generated at once.");
        }

        bool isJson = parsed.GetValue(s_json);
        TextWriter output = parsed.InvocationConfiguration.Output;
        List<BenchRow> rows = [];
        foreach (BenchRow row in Measure(parsed, model))
        {
            rows.Add(row);
            if (isJson)
            {
                output.WriteLine(JsonSerializer.Serialize(row, BenchJsonContext.Default.BenchRow));
            }
        }

        if (!isJson)
        {
            Write(rows);
        }

        return ExitCode.Success;
    }

    private static int Refuse(ParseResult parsed, string why)
    {
        parsed.InvocationConfiguration.Error.WriteLine($"castor: {why}");
        return ExitCode.Misuse;
    }

    private static IEnumerable<BenchRow> Measure(ParseResult parsed, LanguageModel model)
    {
        ModelBenchmark benchmark = new(model);
        int prompt = parsed.GetValue(s_prompt);
        int generate = parsed.GetValue(s_generate);
        int depth = parsed.GetValue(s_context);
        int parallel = parsed.GetValue(s_parallel);
        string behind = depth > 0 ? $"@d{depth}" : "";
        benchmark.Generate(2, 0, 1);
        if (prompt > 0)
        {
            yield return Row(parsed, model, $"pp{prompt}{behind}", () => benchmark.Prompt(prompt, depth));
        }

        if (generate > 0)
        {
            string test = $"tg{generate}{behind}" + (parallel > 1 ? $"x{parallel}" : "");
            yield return Row(parsed, model, test, () => benchmark.Generate(generate, depth, parallel));
        }
    }

    private static BenchRow Row(ParseResult parsed, LanguageModel model, string test, Func<double> measure)
    {
        double[] speeds = [.. Enumerable.Range(0, parsed.GetValue(s_rounds)).Select(_ => measure()).Order()];
        string name = model.Metadata.GetString("general.name", null) ?? Path.GetFileNameWithoutExtension(model.Path);
        return new BenchRow(
            name, model.Quantization, parsed.GetValue(s_threads), test, Math.Round(speeds[speeds.Length / 2], 2), Math.Round(speeds[0], 2),
            Math.Round(speeds[^1], 2), model.KernelName, KvOption.NameOf(model.Options.KvType));
    }

    private static void Write(List<BenchRow> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("model", "quant", "threads", "kernels", "kv", "test");
        table.AddColumn(new TableColumn("tokens/s").RightAligned());
        table.AddColumn(new TableColumn("slowest to fastest").RightAligned());
        foreach (BenchRow row in rows)
        {
            table.AddRow(
                Markup.Escape(row.Model), row.Quant, row.Threads.ToString(CultureInfo.InvariantCulture), row.Kernels, row.Kv, row.Test,
                row.TokensPerSecond.ToString("0.0", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{row.Least:0.0} to {row.Most:0.0}"));
        }

        AnsiConsole.Write(table);
    }

    private static Option<int> Number(string name, string description, int value, int least) =>
        new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value }.AtLeast(least);
}
