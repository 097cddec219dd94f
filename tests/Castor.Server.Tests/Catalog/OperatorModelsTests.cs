using System.Text.Json.Nodes;
using Castor.Engines.Catalog;
using Castor.Engines.Local.Weights;
using Microsoft.Extensions.DependencyInjection;

namespace Castor.Server.Tests.Catalog;

/// <summary>The operator's catalogue file at the door.</summary>
public sealed class OperatorModelsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("castor-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task File_OfTheDataFolder_IsReadUnlessAnotherIsNamed()
    {
        Write("models.json", """{"models": [{"name": "from-folder", "like": "gemini-2.5-flash"}]}""");
        string named = Write("other.json", """{"models": [{"name": "from-option", "like": "gemini-2.5-flash"}]}""");

        Assert.Contains("from-folder", await ListAsync(file: null), StringComparison.Ordinal);
        string models = await ListAsync(named);
        Assert.Contains("from-option", models, StringComparison.Ordinal);
        Assert.DoesNotContain("from-folder", models, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alias_OfAModel_IsAnsweredByTheOtherAndSaysSo()
    {
        string file = Write("m.json", """{"aliases": {"gemini-2.5-flash": {"engine": "emulator", "model": "gemini-2.5-flash-lite"}}}""");
        await using RunningServer server = await StartAsync(file);
        JsonNode answer = await server.PostForJsonAsync(
            "/v1beta/models/gemini-2.5-flash:generateContent", """{"contents":[{"parts":[{"text":"hello"}]}]}""");
        Assert.Equal("gemini-2.5-flash-lite", (string)answer["modelVersion"]!);
    }

    [Fact]
    public async Task LocalWeights_NamedInTheFile_AnswerWithTheirOwnLimitsAndSaySo()
    {
        string file = Write("m.json", """
            {"models": [
               {"name": "acme", "engine": "local", "weights": "castor-spark", "displayName": "Acme"},
               {"name": "alike", "engine": "local", "weights": "castor-spark", "like": "gemini-2.5-flash"},
               {"name": "of-spark", "like": "castor-spark"},
               {"name": "castor-spark", "outputTokenLimit": 100}],
             "aliases": {"quick": {"model": "castor-spark"} } }
            """);
        await using RunningServer server = await StartAsync(file);
        JsonNode acme = await server.GetForJsonAsync("/v1beta/models/acme");
        Assert.Equal("Acme", (string)acme["displayName"]!);
        Assert.Equal(8192, (int)acme["inputTokenLimit"]!);
        Assert.Equal(["generateContent", "countTokens"], acme["supportedGenerationMethods"]!.AsArray().Select(m => (string)m!));
        foreach (string name in (string[])["acme", "alike", "of-spark", "quick", "castor-spark"])
        {
            JsonNode answer = await server.PostForJsonAsync(
                $"/v1beta/models/{name}:generateContent", """{"contents":[{"parts":[{"text":"hello"}]}],"generationConfig":{"maxOutputTokens":2}}""");
            Assert.Equal("castor-spark", (string)answer["modelVersion"]!);
        }

        JsonNode spark = await server.GetForJsonAsync("/v1beta/models/castor-spark");
        Assert.Equal(100, (int)spark["outputTokenLimit"]!);
    }

    [Fact]
    public async Task Weights_PulledAndRemovedWhileTheServerRuns_AreServedAndNoMore()
    {
        FakeClock clock = new();
        await using RunningServer server = await RunningServer.StartAsync(o => o with { DataFolder = _folder }, services => services.AddSingleton<TimeProvider>(clock));
        string spark = server.Services.GetRequiredService<LocalModels>().Resolve("castor-spark");
        string models = Directory.CreateDirectory(Path.Combine(_folder, "models", "acme", "small-GGUF")).FullName;

        File.Copy(spark, Path.Combine(models, "small-Q8_0.gguf"));
        File.WriteAllText(Path.Combine(models, "small-Q4_0.gguf"), "<html>a page of errors, and the first by name</html>");
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("models/small", (string?)(await server.GetForJsonAsync("/v1beta/models/small"))["name"]);

        File.Delete(Path.Combine(models, "small-Q8_0.gguf"));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(404, (int)(await server.GetForJsonAsync("/v1beta/models/small"))["error"]!["code"]!);
    }

    [Fact]
    public async Task File_WithWeightsThatAreNotThere_StopsTheStart()
    {
        string file = Write("m.json", """{"models": [{"name": "a", "engine": "local", "weights": "nowhere.gguf"}]}""");
        CatalogFileException mistake = await Assert.ThrowsAsync<CatalogFileException>(() => StartAsync(file));
        Assert.StartsWith($"{file}:1:57: There is no file 'nowhere.gguf'", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_WithAnEngineThatThisServerLacks_StopsTheStart()
    {
        string file = Write("m.json", """{"aliases": {"a": {"engine": "vllm", "model": "gemini-2.5-pro"}}}""");
        CatalogFileException mistake = await Assert.ThrowsAsync<CatalogFileException>(() => StartAsync(file));
        Assert.Equal($"{file}:1:30: no engine 'vllm'; this server has: emulator, local", mistake.Message);
    }

    [Fact]
    public async Task File_ChangedWhileTheServerRuns_IsTakenUpWholeOrNotAtAll()
    {
        string file = Write("m.json", """{"models": [{"name": "first", "like": "gemini-2.5-flash"}]}""");
        FakeClock clock = new();
        await using RunningServer server = await StartAsync(file, clock);
        Assert.Contains("models/first", await ListAsync(server), StringComparison.Ordinal);

        Write("m.json", """{"aliases": {"second": {"model": "gemini-2.5-pro"}}, "models": [{"name": "third", "like": "gemini-2.5-flash"}]}""");
        Assert.Contains("models/first", await ListAsync(server), StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromSeconds(2));

        string models = await ListAsync(server);
        Assert.DoesNotContain("models/first", models, StringComparison.Ordinal);
        Assert.Contains("models/second", models, StringComparison.Ordinal);
        Assert.Contains("models/third", models, StringComparison.Ordinal);
        JsonNode answer = await server.PostForJsonAsync("/v1beta/models/second:generateContent", """{"contents":[{"parts":[{"text":"hello"}]}]}""");
        Assert.Equal("gemini-2.5-pro", (string)answer["modelVersion"]!);

        Write("m.json", """{"models": [{"name": "fourth", "like": "nothing"}]}""");
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(models, await ListAsync(server));
    }

    [Fact]
    public async Task File_ThatComesIntoTheDataFolder_IsTakenUp()
    {
        FakeClock clock = new();
        await using RunningServer server = await StartAsync(null, clock);

        Write("models.json", """{"models": [{"name": "first", "like": "gemini-2.5-flash"}]}""");
        clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Contains("models/first", await ListAsync(server), StringComparison.Ordinal);
    }

    private static async Task<string> ListAsync(RunningServer server) =>
        await server.Client.GetStringAsync(new Uri("/v1beta/models?pageSize=1000", UriKind.Relative), TestContext.Current.CancellationToken);

    private async Task<string> ListAsync(string? file)
    {
        await using RunningServer server = await StartAsync(file);
        return await ListAsync(server);
    }

    private Task<RunningServer> StartAsync(string? file, TimeProvider? clock = null) => RunningServer.StartAsync(
        options => options with { DataFolder = _folder, ModelsFile = file }, services => services.AddSingleton(clock ?? TimeProvider.System));

    private string Write(string name, string json)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, json);
        return path;
    }
}
