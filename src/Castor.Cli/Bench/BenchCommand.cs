using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Castor.Cli.Models;
using Castor.Inference.Models;
using Spectre.Console;

namespace Castor.Cli.Bench;

/// <summary><c>castor bench</c>: how fast a model reads and writes on this machine.</summary>
internal static class BenchCommand
{
    private static readonly Argument<string> s_model = new("MODEL") { Description = "A GGUF file, or a name of 'castor models list'." };

    private static readonly Option<int> s_threads = Number("--threads", "Threads that compute; no more than cores are there.", Environment.ProcessorCount, 1);

    private static readonly Option<int> s_prompt = Number("--prompt", "Tokens of the prompt that is read; 0 leaves the test out.", 512, 0);

    private static readonly Option<int> s_generate = Number("--generate", "Tokens that are generated; 0 leaves the test out.", 64, 0);

    private static readonly Option<int> s_context = Number("--context", "Tokens that the context holds before.", 0, 0);

    private static readonly Option<int> s_parallel = Number("--parallel", "Answers that are generated at once.", 1, 1);

    private static readonly Option<int> s_rounds = Number("--rounds", "Rounds, of which the median is told.", 5, 1);

    private static readonly Option<string?> s_kernels = new("--kernels") { Description = "The tier of instructions; the fastest of this machine by default.", HelpName = "TIER" };

    private static readonly Option<string> s_kv = KvOption.Create();

    private static readonly Option<bool> s_load = new("--load") { Description = "Measure the loading instead, once: its time, and the memory until the prompt's answer begins." };

    private static readonly Option<bool> s_json = new("--json") { Description = "One JSON object a row." };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "bench",
            "Measure how fast a model reads prompts and writes answers here.",
            "castor bench castor-spark",
            "castor bench gemma-3-1b-it --threads 2 --prompt 512 --generate 64 --json",
            "castor bench model.gguf --context 8192 --prompt 0",
            "castor bench model.gguf --load --prompt 16")
        {
            s_model, s_threads, s_prompt, s_generate, s_context, s_parallel, s_rounds, s_kernels, s_kv, s_load, s_json, DataOption.Instance,
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

        string path = ModelArgument.Open(parsed).Resolve(parsed.GetValue(s_model)!);
        var options = new ModelOptions { Threads = parsed.GetValue(s_threads), Kernels = parsed.GetValue(s_kernels), KvType = KvOption.Read(parsed, s_kv) };
        long start = Stopwatch.GetTimestamp();
        using LanguageModel model = LanguageModel.Load(path, options);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (model.EmbeddingLength > 0)
        {
            return Refuse(parsed, $"{NameOf(model)} turns texts into vectors; only models that write text can be measured.");
        }

        long needed = (long)parsed.GetValue(s_context) + longest;
        if (needed > model.Config.ContextLength)
        {
            return Refuse(parsed, string.Create(CultureInfo.InvariantCulture, $"That takes a context of {needed:N0} tokens, and the model has {model.Config.ContextLength:N0}."));
        }

        if (parsed.GetValue(s_parallel) > model.Options.MaxBatch)
        {
            return Refuse(parsed, $"At most {model.Options.MaxBatch} answers can be generated at once.");
        }

        if (parsed.GetValue(s_load))
        {
            WriteLoad(parsed, model, seconds);
            return ExitCode.Success;
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

    private static void WriteLoad(ParseResult parsed, LanguageModel model, double seconds)
    {
        (double firstToken, long kvBytes) = new ModelBenchmark(model).FirstToken(Math.Max(1, parsed.GetValue(s_prompt)));
        using var process = Process.GetCurrentProcess();
        LoadRow row = new(
            NameOf(model), model.Quantization, model.Threads, "load", Math.Round(seconds, 3), Math.Round(firstToken, 3), process.PeakWorkingSet64,
            model.WeightBytes, kvBytes, model.KernelName, KvOption.NameOf(model.Options.KvType));
        parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(s_json)
            ? JsonSerializer.Serialize(row, BenchJsonContext.Default.LoadRow)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Model}, {row.Quant}; {row.Threads} threads, {row.Kernels}: loaded in {row.Seconds:0.00} s, the first token {row.FirstTokenSeconds:0.00} s later; at most {ByteSize.Text(row.PeakBytes)} resident for {ByteSize.Text(row.WeightBytes)} of weights"));
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
        return new BenchRow(
            NameOf(model), model.Quantization, model.Threads, test, Math.Round(speeds[speeds.Length / 2], 2), Math.Round(speeds[0], 2),
            Math.Round(speeds[^1], 2), model.KernelName, KvOption.NameOf(model.Options.KvType));
    }

    private static string NameOf(LanguageModel model) =>
        SafeText.OneLine(model.Metadata.GetString("general.name", null) ?? Path.GetFileNameWithoutExtension(model.Path));

    /// <summary>What is the same in all rows stands above them, so that a row fits on a terminal of 80 columns.</summary>
    private static void Write(List<BenchRow> rows)
    {
        BenchRow first = rows[0];
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("test");
        foreach (string speed in (ReadOnlySpan<string>)["tokens/s", "slowest", "fastest"])
        {
            table.AddColumn(new TableColumn(speed).RightAligned());
        }

        foreach (BenchRow row in rows)
        {
            table.AddRow(row.Test, Speed(row.TokensPerSecond), Speed(row.Least), Speed(row.Most));
        }

        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{first.Model}, {first.Quant}; {first.Threads} threads, {first.Kernels}; keys and values in {first.Kv}"));
        AnsiConsole.Write(table);
    }

    private static string Speed(double tokensPerSecond) => tokensPerSecond.ToString("0.0", CultureInfo.InvariantCulture);

    private static Option<int> Number(string name, string description, int value, int least) =>
        new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value }.AtLeast(least);
}
