using System.Text.Json.Nodes;
using Castor.Inference.Gguf;

namespace Castor.Cli.Tests.Models;

/// <summary><c>castor models synthesize</c> and <c>castor models quantize</c> as an operator and a script meet them.</summary>
public sealed class ModelMakingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Model => _folder.File("tiny.gguf");

    private string Smaller => _folder.File("tiny-q4.gguf");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Synthesize_ThenQuantize_WritesModels()
    {
        CommandResult made = await RunAsync("synthesize", "--shape", "gemma-3-tiny", "--quant", "bf16", "--out", Model, "--seed", "7");
        CommandResult quantized = await RunAsync("quantize", Model, Smaller, "--type", "Q4_K_M", "--threads", "2");

        Assert.Equal((0, Model + "\n"), (made.ExitCode, made.Output));
        Assert.Matches(@"^Synthesising tiny\.gguf, 8\.2 MB\.\n(  +[0-9]+%.*\n)+Wrote gemma-3-tiny in BF16, 4\.1 million random weights of seed 7: 8\.2 MB in [0-9.]+ s\.\n$", made.Error);
        Assert.Equal((0, Smaller + "\n"), (quantized.ExitCode, quantized.Output));
        Assert.EndsWith("s.\n", quantized.Error, StringComparison.Ordinal);
        using var file = GgufFile.Open(Smaller);
        Assert.Equal(15u, file.Metadata.GetUInt32("general.file_type"));
        Assert.Equal(TensorType.Q4_K, file.Tensors["blk.1.attn_q.weight"].Type);
        Assert.Equal(TensorType.Q6_K, file.Tensors["token_embd.weight"].Type);
        Assert.Equal(2, Directory.GetFiles(Path.GetDirectoryName(Model)!).Length);
    }

    [Fact]
    public async Task Synthesize_Quietly_TellsThePathAlone()
    {
        CommandResult result = await RunAsync("synthesize", "--shape", "gemma-4-tiny-e", "--quant", "q8_0", "--out", Model, "--quiet");

        Assert.Equal((0, Model + "\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Synthesize_AMixtureOfExperts_IsShownWithWhatATokenGoesThrough()
    {
        await RunAsync("synthesize", "--shape", "gemma-4-tiny-moe", "--quant", "q8_0", "--out", Model, "--quiet");

        CommandResult shown = await RunAsync("show", Model);
        JsonNode json = JsonNode.Parse((await RunAsync("show", Model, "--json")).Output)!;

        // Ten of 16 experts of six layers rest; each has three matrices of 256 by 256.
        long active = (long)json["parameters"]! - (10 * 6 * 3 * 256 * 256);
        Assert.Equal((16, 6, active), ((int)json["experts"]!["count"]!, (int)json["experts"]!["used"]!, (long)json["experts"]!["activeParameters"]!));
        Assert.Contains($"              {active:#,0} of them active: a token goes through 6 of 16 experts\n", shown.Output, StringComparison.Ordinal);
        Assert.Contains("runs here     yes\n", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Synthesize_UnknownShapeOrType_NamesThose()
    {
        CommandResult shape = await RunAsync("synthesize", "--shape", "gemma-9", "--quant", "q8_0", "--out", Model);
        CommandResult type = await RunAsync("synthesize", "--shape", "gemma-3-1b", "--quant", "q3_x", "--out", Model);
        CommandResult missing = await RunAsync("synthesize", "--shape", "gemma-3-1b", "--out", Model);

        Assert.Equal((2, 2, 2), (shape.ExitCode, type.ExitCode, missing.ExitCode));
        Assert.Contains("'gemma-9' is no shape: take one of gemma-3-270m, gemma-3-1b", shape.Error);
        Assert.Contains("'q3_x' is no type of weights: take one of F32, BF16", type.Error);
        Assert.Contains("--quant", missing.Error);
        Assert.False(File.Exists(Model));
    }

    [Fact]
    public async Task Quantize_WhatIsNoModel_SaysWhy()
    {
        await File.WriteAllTextAsync(Model, "<html>Not found</html>", TestContext.Current.CancellationToken);

        CommandResult damaged = await RunAsync("quantize", Model, Smaller, "--type", "q8_0");
        CommandResult missing = await RunAsync("quantize", _folder.File("none.gguf"), Smaller, "--type", "q8_0");
        CommandResult itself = await RunAsync("quantize", Model, Model, "--type", "q8_0");

        Assert.Equal($"castor: {Model}: this is no GGUF file: it does not begin with 'GGUF'.\n", damaged.Error);
        Assert.Equal((2, 2, 2), (damaged.ExitCode, missing.ExitCode, itself.ExitCode));
        Assert.Contains("none.gguf", missing.Error);
        Assert.Contains("the output cannot be the input itself", itself.Error);
        Assert.Equal(Model, Assert.Single(Directory.GetFiles(Path.GetDirectoryName(Model)!)));
    }

    [Fact]
    public async Task Quantize_QuantizedInput_NeedsTheOption()
    {
        await RunAsync("synthesize", "--shape", "gemma-3-tiny", "--quant", "q8_0", "--out", Model, "--quiet");

        CommandResult refused = await RunAsync("quantize", Model, Smaller, "--type", "q4_0", "--quiet");
        CommandResult allowed = await RunAsync("quantize", Model, Smaller, "--type", "q4_0", "--quiet", "--requantize");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("is Q8_0 already", refused.Error);
        Assert.Equal((0, ""), (allowed.ExitCode, allowed.Error));
    }

    [Fact]
    public async Task Synthesize_IntoAFolder_IsRefusedBeforeAnyWork()
    {
        string folder = Path.GetDirectoryName(Model)!;

        CommandResult result = await RunAsync("synthesize", "--shape", "gemma-3-tiny", "--quant", "q8_0", "--out", folder);

        Assert.Equal((2, $"castor: {folder} is a folder: name the file to write.\n"), (result.ExitCode, result.Error));
    }

    [Theory]
    [InlineData("/no/such/folder/tiny.gguf", "There is no folder /no/such/folder.")]
    [InlineData("/dev/null", "/dev/null is a device: name the file to write.")]
    public async Task Synthesize_WhereNoFileCanBe_IsRefusedBeforeAnyWork(string path, string expected)
    {
        CommandResult result = await RunAsync("synthesize", "--shape", "gemma-3-tiny", "--quant", "q8_0", "--out", path);

        Assert.Equal((2, $"castor: {expected}\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Quantize_ANameOfTheList_ReadsThatModel()
    {
        CommandResult result = await RunAsync("quantize", "castor-spark", Smaller, "--type", "q4_0", "--quiet", "--requantize");

        Assert.Equal((0, Smaller + "\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Theory]
    [InlineData("models quantize IN tiny.gguf --type q4_0", "MODEL is empty.")]
    [InlineData("models quantize tiny.gguf IN --type q4_0", "OUT is empty.")]
    [InlineData("models synthesize --shape gemma-3-tiny --quant q8_0 --out IN", "--out is empty.")]
    [InlineData("models list --data IN", "--data is empty.")]
    [InlineData("models pull a/b --revision IN", "--revision is empty.")]
    [InlineData("bench castor-spark --kernels IN", "--kernels is empty.")]
    [InlineData("serve --port 0 --data IN", "--data is empty.")]
    [InlineData("serve --port 0 --models IN", "--models is empty.")]
    [InlineData("serve --port 0 --scenarios IN", "--scenarios is empty.")]
    public async Task Command_WithAnEmptyValue_NamesWhereItStands(string line, string expected)
    {
        CommandResult result = await CastorProcess.RunAsync(line.Split(' ').Select(word => word == "IN" ? "" : word));

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"castor: {expected} See 'castor ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Synthesize_Interrupted_LeavesNothing()
    {
        await using var process = CastorProcess.Start("models", "synthesize", "--shape", "gemma-3-4b", "--quant", "q4_k_m", "--out", Model, "--threads", "1");
        string? line = await process.Error.ReadLineAsync(TestContext.Current.CancellationToken);
        process.Interrupt();
        CommandResult result = await process.EndAsync();

        Assert.StartsWith("Synthesising tiny.gguf", line, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"castor: Stopped; there is no {Model}.", result.Error);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Model)!));
    }

    private static Task<CommandResult> RunAsync(params IEnumerable<string> arguments) => CastorProcess.RunAsync(["models", .. arguments]);
}
