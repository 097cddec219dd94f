using System.Text.Json.Nodes;

namespace Castor.Cli.Tests.Bench;

/// <summary><c>castor bench</c>: rows that a script can read, and a word on what cannot be measured. Never how fast it was.</summary>
public sealed class BenchCommandTests
{
    private static readonly string[] s_short = ["castor-spark", "--threads", "1", "--rounds", "1", "--prompt", "16", "--generate", "4"];

    [Fact]
    public async Task Bench_Json_IsAnObjectARow()
    {
        CommandResult result = await RunAsync([.. s_short, "--json"]);

        JsonNode[] rows = [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(["pp16", "tg4"], rows.Select(row => (string)row["test"]!));
        Assert.All(rows, row => Assert.Equal(("castor-spark", "Q8_0", 1), ((string)row["model"]!, (string)row["quant"]!, (int)row["threads"]!)));
        Assert.All(rows, row => Assert.True((double)row["tokens_per_second"]! > 0));
    }

    [Fact]
    public async Task Bench_BehindAContextAndAtOnce_IsNamedSo()
    {
        CommandResult result = await RunAsync([.. s_short, "--context", "32", "--parallel", "2", "--kernels", "scalar", "--json"]);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("\"test\":\"pp16@d32\"", result.Output);
        Assert.Contains("\"test\":\"tg4@d32x2\"", result.Output);
        Assert.Contains("\"kernels\":\"scalar\"", result.Output);
    }

    [Fact]
    public async Task Bench_Load_TellsTimeAndMemory()
    {
        CommandResult result = await RunAsync("castor-spark", "--threads", "1", "--prompt", "16", "--load", "--json");

        JsonNode row = JsonNode.Parse(result.Output)!;
        Assert.Equal((0, "load", "castor-spark"), (result.ExitCode, (string)row["test"]!, (string)row["model"]!));
        Assert.All(["seconds", "first_token_seconds", "kv_bytes"], name => Assert.True((double)row[name]! > 0));
        Assert.InRange((long)row["peak_bytes"]!, (long)row["weight_bytes"]!, long.MaxValue);
    }

    [Fact]
    public async Task Bench_LoadOnATerminal_IsALine()
    {
        CommandResult result = await RunAsync("castor-spark", "--prompt", "16", "--load");

        Assert.Matches(@"^castor-spark, Q8_0; .* loaded in [0-9.]+ s, the first token [0-9.]+ s later; at most .*B resident for .*B of weights\n$", result.Output);
    }

    [Fact]
    public async Task Bench_OnMoreThreadsThanCores_TellsThoseThatRan()
    {
        CommandResult result = await RunAsync("castor-spark", "--threads", "999", "--rounds", "1", "--prompt", "0", "--generate", "1", "--json");

        Assert.Equal(Environment.ProcessorCount, (int)JsonNode.Parse(result.Output)!["threads"]!);
    }

    [Fact]
    public async Task Bench_OnATerminal_IsATable()
    {
        CommandResult result = await RunAsync(s_short);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("tokens/s", result.Output);
        Assert.Contains("pp16", result.Output);
        Assert.Contains("tg4", result.Output);
    }

    [Fact]
    public async Task Bench_OfAModelThatEmbeds_SaysThatItWritesNothing()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("embeds.gguf");
        await CastorProcess.RunAsync("models", "synthesize", "--shape", "embeddinggemma-tiny", "--quant", "q8_0", "--out", path, "--quiet");

        CommandResult result = await RunAsync(path, "--rounds", "1");

        Assert.Equal((2, "castor: embeddinggemma-tiny (random weights) turns texts into vectors; only models that write text can be measured.\n"), (result.ExitCode, result.Error));
    }

    [Theory]
    [InlineData("--prompt 0 --generate 0", "Nothing to measure: --prompt and --generate are both 0.")]
    [InlineData("--threads 0", "'0' is too few for --threads")]
    [InlineData("--threads many", "'many' is no whole number: --threads takes one.")]
    [InlineData("--parallel 1000", "At most 512 answers can be generated at once.")]
    [InlineData("--data /no/such/folder", "There is no data folder /no/such/folder.")]
    [InlineData("--kernels none", "No kernels 'none' on this machine; there are ")]
    [InlineData("--context 100000000 --prompt 0", "That takes a context of 100,000,064 tokens, and the model has 8,192.")]
    public async Task Bench_Impossible_IsOneLineAndExitCode2(string options, string expected)
    {
        CommandResult result = await RunAsync(["castor-spark", "--rounds", "1", .. options.Split(' ')]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error);
        Assert.DoesNotContain("   at ", result.Error);
    }

    [Theory]
    [InlineData("bench castor-spark")]
    [InlineData("chat castor-spark")]
    [InlineData("serve --port 0")]
    public async Task Kernels_UnknownInTheEnvironment_AreNamedAtOnce(string command)
    {
        await using var process = CastorProcess.Start(new Dictionary<string, string?> { ["CASTOR_KERNELS"] = "sse9" }, command.Split(' '));
        process.Input.Close();

        CommandResult result = await process.EndAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("castor: No kernels 'sse9' on this machine; there are ", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
    }

    private static Task<CommandResult> RunAsync(params IEnumerable<string> arguments) => CastorProcess.RunAsync(["bench", .. arguments]);
}
