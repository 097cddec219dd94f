using System.Text.Json.Nodes;
using Castor.Engines.Local.Weights;
using Castor.Inference.Gguf;

namespace Castor.Cli.Tests.Models;

/// <summary><c>castor models list</c>, <c>show</c> and <c>remove</c> as a script meets them.</summary>
public sealed class ModelsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task List_OfModels_IsTabsOrJson()
    {
        string path = TinyGemma.Put(_folder.Path, "google/tiny-gemma-it-gguf/tiny-gemma-it-q4_0.gguf");
        long size = new FileInfo(path).Length;
        LocalModels.WriteRecord(path, new PullRecord
        {
            Repository = "google/tiny-gemma-it-gguf",
            File = "tiny-gemma-it-q4_0.gguf",
            Url = "https://example.com/x",
            Size = size,
            Sha256 = new string('a', 64),
            Checked = true,
            PulledTime = new DateTimeOffset(2026, 11, 5, 1, 2, 3, TimeSpan.Zero),
        });
        string damaged = _folder.File("models/damaged.gguf");
        await File.WriteAllTextAsync(damaged, "GGUF and then nothing", Cancellation);

        string[] lines = [.. (await RunAsync("list")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.StartsWith("castor-spark", StringComparison.Ordinal))];
        Assert.Equal(["damaged", "21", "", ""], lines[0].Split('\t')[..4]);
        Assert.Equal(["google/tiny-gemma-it-gguf", $"{size}", "Q8_0", "gemma3", "2026-11-05T01:02:03Z", path], lines[1].Split('\t'));

        JsonNode[] listed = [.. JsonNode.Parse((await RunAsync("list", "--json")).Output)!.AsArray().Where(m => !(bool)m!["bundled"]!).OfType<JsonNode>()];
        Assert.Equal(("damaged", true), ((string)listed[0]["name"]!, ((string)listed[0]["damage"]!).Length > 0));
        Assert.Equal(("tiny-gemma-it", "gemma3", null), ((string)listed[1]["shortName"]!, (string)listed[1]["architecture"]!, (string?)listed[1]["damage"]));
    }

    [Fact]
    public async Task Show_AModel_TellsWhatItIsAndNeeds()
    {
        string path = TinyGemma.Put(_folder.Path, "google/tiny-gemma-it-gguf/tiny-gemma-it-q4_0.gguf");
        CommandResult shown = await RunAsync("show", "tiny-gemma-it");
        Assert.Equal((0, ""), (shown.ExitCode, shown.Error));
        string[] expected =
        [
            "name          google/tiny-gemma-it-gguf", $"file          {path}", "title         Tiny Gemma", "architecture  gemma3", "parameters    205,504", "quantisation  Q8_0",
            "              Q4_0   89.7% of the parameters, 104 kB in 42 tensors", "context       4,096 tokens", "vocabulary    300 tokens", "licence       gemma", "chat format   Gemma 3",
            "runs here     yes",
        ];
        Assert.Subset(shown.Output.Split('\n').ToHashSet(), expected.ToHashSet());
    }

    [Theory]
    [InlineData(64)]
    [InlineData(int.MaxValue)]
    [InlineData(1000)]
    [InlineData(4096)]
    public async Task Show_AContext_ReckonsKeysAndValues(long context)
    {
        string path = TinyGemma.Put(_folder.Path, "tiny.gguf");
        JsonNode memory = JsonNode.Parse((await RunAsync("show", path, "--context", $"{context}", "--json")).Output)!["memory"]!;

        // One layer of six sees all; the others keep their window and a step of 512. Keys and values, two bytes each; pages of 64 positions, and some to spare.
        const int PerPosition = 2 * 2 * TinyGemma.HeadLength;
        long least = PerPosition * (context + (5L * Math.Min(context, TinyGemma.Window)));
        long most = PerPosition * (context + 63 + (5L * Math.Min(context + 63, TinyGemma.Window + 512 + 320)));
        Assert.InRange((long)memory["keysAndValues"]!, least, most);
        Assert.Equal((long)memory["total"]!, (long)memory["weights"]! + (long)memory["keysAndValues"]!);
        Assert.InRange((long)memory["weights"]!, new FileInfo(path).Length - 10_000, new FileInfo(path).Length);
    }

    [Fact]
    public async Task Show_TheBundledModel_TellsThatItRuns()
    {
        CommandResult shown = await RunAsync("show", "castor-spark");
        Assert.Contains("runs here     yes\n", shown.Output, StringComparison.Ordinal);
        Assert.Equal("castor-spark", (await RunAsync("list")).Output.Split('\t')[0]);
        CommandResult removed = await RunAsync("remove", "castor-spark", "--yes");
        Assert.Equal((1, "castor: castor-spark came with Castor and stays.\n"), (removed.ExitCode, removed.Error));
    }

    [Fact]
    public async Task Show_AFileThatWritesOnTheScreen_IsShownWithoutThat()
    {
        GgufWriter model = TinyGemma.Write();
        model.SetString("general.name", "Tiny\e[2J\nGemma");
        string path = TinyGemma.Put(_folder.Path, "other.gguf", model);
        Assert.Contains("title         Tiny[2J Gemma\n", (await RunAsync("show", path)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_AnArchitectureThatIsNotKnown_TellsSo()
    {
        string path = TinyGemma.Put(_folder.Path, "other.gguf", TinyGemma.Write("nosuch"));
        CommandResult shown = await RunAsync("show", path);
        Assert.Equal(0, shown.ExitCode);
        Assert.Contains("runs here     no: The architecture 'nosuch' is not supported", shown.Output, StringComparison.Ordinal);
        Assert.Null(JsonNode.Parse((await RunAsync("show", path, "--json")).Output)!["memory"]!["total"]);
    }

    [Fact]
    public async Task Remove_AModel_LeavesNothingOfIt()
    {
        string path = TinyGemma.Put(_folder.Path, "google/tiny-gemma-it-gguf/tiny-gemma-it-q4_0.gguf");
        string other = TinyGemma.Put(_folder.Path, "google/other-gguf/other.gguf");
        await File.WriteAllTextAsync(path + ".json", "{}", Cancellation);

        CommandResult asked = await RunAsync("remove", "tiny-gemma-it");
        Assert.Equal((2, "castor: Nobody can be asked whether google/tiny-gemma-it-gguf may go: say --yes.\n"), (asked.ExitCode, asked.Error));
        Assert.True(File.Exists(path));

        CommandResult result = await RunAsync("remove", "tiny-gemma-it", "--yes");
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("Deleted google/tiny-gemma-it-gguf, ", result.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("models/google/tiny-gemma-it-gguf")));
        Assert.True(File.Exists(other));
        Assert.Equal(1, (await RunAsync("remove", "tiny-gemma-it", "--yes")).ExitCode);
    }

    [Fact]
    public async Task Remove_APathElsewhere_IsRefused()
    {
        string path = _folder.File("mine.gguf");
        TinyGemma.Write().Write(path);
        CommandResult result = await RunAsync("remove", path, "--yes");
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"castor: '{path}' does not lie in ", result.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(path));
    }

    [Theory]
    [InlineData(1, "There is no model 'none'", "show", "none")]
    [InlineData(1, "'castor models pull a/b' gets it", "show", "a/b")]
    [InlineData(1, "There is no model 'none'", "remove", "none", "--yes")]
    [InlineData(2, "is no length of a context", "show", "none", "--context", "0")]
    [InlineData(2, "Required argument missing", "show")]
    public async Task Command_CalledWrongly_TellsInOneLine(int code, string complaint, params string[] arguments)
    {
        CommandResult result = await RunAsync(arguments);
        Assert.Equal((code, ""), (result.ExitCode, result.Output));
        Assert.Contains(complaint, result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.Error.Count(c => c == '\n'));
    }

    [Fact]
    public async Task Show_ADamagedFile_FailsInOneLine()
    {
        string path = _folder.File("damaged.gguf");
        await File.WriteAllTextAsync(path, "GGUF and then nothing", Cancellation);
        CommandResult result = await RunAsync("show", path);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"castor: {path}", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.Error.Count(c => c == '\n'));
    }

    [Fact]
    public async Task List_OfAFolderThatIsNamedAndMissing_IsRefused()
    {
        CommandResult result = await CastorProcess.RunAsync("models", "list", "--data", _folder.File("missing"));
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("There is no data folder", result.Error, StringComparison.Ordinal);
    }

    private Task<CommandResult> RunAsync(params string[] arguments) => CastorProcess.RunAsync(["models", .. arguments, "--data", _folder.Path]);
}
