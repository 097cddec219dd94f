using System.Text.Json;
using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Engines.Tests.Catalog;

public sealed class OperatorCatalogTests : IDisposable
{
    private static readonly string[] s_engines = ["emulator", "local"];
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"castor-models-{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Load_AnEmptyFile_GivesTheBuiltInCatalogue()
    {
        ModelCatalog catalog = Load("{}");
        Assert.Equal(
            ModelCatalog.LoadBuiltIn().Entries.Select(e => (JsonSerializer.Serialize(e.Model), e.Engine, e.AnsweredBy)),
            catalog.Entries.Select(e => (JsonSerializer.Serialize(e.Model), e.Engine, e.AnsweredBy)));
    }

    [Fact]
    public void Load_ANewModel_IsListedLastWithItsFields()
    {
        ModelCatalog catalog = Load("""
            // Comments and trailing commas are taken.
            {"models": [{"name": "models/acme-1", "engine": "local", "inputTokenLimit": 4096, "outputTokenLimit": 512,
              "supportedGenerationMethods": ["generateContent"], "castor": {"maxCandidates": 3, "input": ["TEXT", "IMAGE"]},}]}
            """);
        ModelEntry entry = catalog.Entries[^1];
        Assert.Equal(("acme-1", "local", "acme-1"), (entry.Id, entry.Engine, entry.ModelVersion));
        Assert.Equal((4096, 3), (entry.Model.InputTokenLimit, entry.Traits.MaxCandidates));
        Assert.Equal([Modality.Text, Modality.Image], entry.Traits.Input);
    }

    [Fact]
    public void Load_AKnownName_OverridesTheGivenFieldsAlone()
    {
        ModelCatalog catalog = Load("""
            {"models": [{"name": "gemini-2.5-flash", "outputTokenLimit": 100, "topK": null, "castor": {"thinking": {"maxBudget": 1000}}}]}
            """);
        ModelEntry entry = catalog.Entries[0];
        Assert.Equal("gemini-2.5-flash", entry.Id);
        Assert.Equal((100, 1048576, null), (entry.Model.OutputTokenLimit, entry.Model.InputTokenLimit, entry.Model.TopK));
        Assert.Equal((ThinkingMode.Budget, 1000, true), (entry.Traits.Thinking.Mode, entry.Traits.Thinking.MaxBudget, entry.Traits.FunctionCalling));
        Assert.Equal(ModelCatalog.LoadBuiltIn().Entries.Count, catalog.Entries.Count);
    }

    [Fact]
    public void Load_AModelLikeAnother_TakesItsTraitsButNotItsNames()
    {
        ModelCatalog catalog = Load("""{"models": [{"name": "acme-pro", "like": "gemini-pro", "outputTokenLimit": 7}]}""");
        ModelEntry entry = catalog.Find("acme-pro")!;
        Assert.True(entry.Traits.FunctionCalling);
        Assert.Equal((7, "acme-pro", "acme-pro"), (entry.Model.OutputTokenLimit, entry.Model.DisplayName, entry.ModelVersion));
        Assert.Equal("gemini-pro-latest", catalog.Find("gemini-pro")!.Id);
    }

    [Fact]
    public void Load_AnAliasOfAKnownName_StaysInItsPlaceAndTellsWhatAnswers()
    {
        ModelCatalog catalog = Load("""{"aliases": {"gemini-2.5-flash": {"engine": "local", "model": "gemma-3-4b-it"}}}""");
        ModelEntry entry = catalog.Entries[0];
        Assert.Equal(("gemini-2.5-flash", "local", "gemma-3-4b-it"), (entry.Id, entry.Engine, entry.ModelVersion));
        Assert.Equal(("models/gemini-2.5-flash", "Gemma 3 4B"), (entry.Model.Name, entry.Model.DisplayName));
        Assert.False(entry.Traits.FunctionCalling);
        Assert.Equal("emulator", catalog.Find("gemma-3-4b-it")!.Engine);
    }

    [Fact]
    public void Load_AnAliasOfItself_ChangesTheEngineAlone()
    {
        ModelEntry entry = Load("""{"aliases": {"gemini-pro-latest": {"engine": "local", "model": "gemini-pro-latest"}}}""").Find("gemini-pro")!;
        Assert.Equal(("gemini-pro-latest", "local", "gemini-3.1-pro-preview"), (entry.Id, entry.Engine, entry.ModelVersion));
    }

    [Fact]
    public void Load_AnAliasOfAModelOfTheSameFile_IsListed()
    {
        ModelCatalog catalog = Load("""{"aliases": {"quick": {"model": "acme"}}, "models": [{"name": "acme", "like": "gemini-2.0-flash"}]}""");
        Assert.Equal(["acme", "quick"], catalog.Entries.TakeLast(2).Select(e => e.Id));
        Assert.Equal("acme", catalog.Find("quick")!.ModelVersion);
    }

    [Theory]
    [InlineData("{\n  \"models\": [{\n    \"name\": \"x y\"}]}", 3, 13, "'x y' is no model name")]
    [InlineData("{\"models\": [{}]}", 1, 13, "a model needs a name")]
    [InlineData("{\"models\": [null]}", 1, 13, "a model needs a name")]
    [InlineData("{\"models\": [{\"name\": \"x\"}]}", 1, 13, "positive inputTokenLimit")]
    [InlineData("{\"models\": [{\"name\": \"x\", \"like\": \"y\"}]}", 1, 35, "no model 'y' to be like")]
    [InlineData("{\"models\": [{\"name\": \"x\", \"lik\": \"y\"}]}", 1, 33, "no such field: lik")]
    [InlineData("{\"models\": [{\"name\": \"x\", \"topK\": \"y\"}]}", 1, 38, "not a value for models[0].topK")]
    [InlineData("{\"models\": [{\"name\": \"gemma-3-1b-it\",\n\"castor\": {\"input\": [\"TEX\"]}}]}", 2, 27, "not a value for models[0].castor.input[0]")]
    [InlineData("{\"models\": [{\"name\": \"gemma-3-1b-it\",\n\"castor\": {\"aliases\": [null]}}]}", 2, 23, "names of models")]
    [InlineData("{\"models\": [{\"name\": \"gemma-3-1b-it\",\n\"castor\": {\"aliases\": [\"gemini-2.5-pro\"]}}]}", 2, 24, "put it under \"aliases\"")]
    [InlineData("{\"models\": [{\"name\": \"gemma-3-1b-it\",\n \"engine\": \"loco\"}]}", 2, 12, "no engine 'loco'; this server has: emulator, local")]
    [InlineData("{\"models\": [{\"name\": \"gemma-3-1b-it\"}, {\"name\": \"models/gemma-3-1b-it\"}]}", 1, 49, "in this file already")]
    [InlineData("{\"models\": [{\"name\": \"gemini-2.5-pro\", \"castor\": {\"thinking\": {\"minBudget\": 99999}}}]}", 1, 77, "from 0 to maxBudget")]
    [InlineData("{\"aliases\": {\"a\": {\"model\": \"gemini-9\"}}}", 1, 29, "no model 'gemini-9'")]
    [InlineData("{\"aliases\": {\"a\": {}}}", 1, 19, "an alias needs a model")]
    [InlineData("{\"aliases\": {\"a\": null}}", 1, 19, "an alias needs a model")]
    [InlineData("{\"aliases\": {\"a.b\": {\"model\": \"gemini-2.5-pro\",\n\"engine\": \"vllm\"}}}", 2, 11, "no engine 'vllm'")]
    [InlineData("{\"aliases\": {\"a\": {\"model\": \"b\"}, \"b\": {\"model\": \"gemini-2.5-pro\"}}}", 1, 29, "is an alias itself")]
    [InlineData("{\"models\": [", 1, 13, "")]
    [InlineData("{\"models\": {}}", 1, 13, "not a value for models")]
    [InlineData("{\"models\": null}", 1, 16, "")]
    [InlineData("[]", 1, 2, "not a value for the file")]
    [InlineData("", 1, 1, "")]
    [InlineData("{\"models\": [], \"models\": []}", 1, 28, "the field models is there twice")]
    public void Load_AFileWithAMistake_TellsWhereAndWhat(string json, long line, long column, string reason)
    {
        CatalogFileException mistake = Assert.Throws<CatalogFileException>(() => Load(json));
        Assert.Contains(reason, mistake.Message, StringComparison.Ordinal);
        Assert.StartsWith($"{_path}:", mistake.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Castor.", mistake.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', mistake.Message);
        Assert.Equal((line, column), (mistake.Line, mistake.Column));
    }

    [Fact]
    public void Load_AFileThatIsNotThere_TellsSoInOneLine()
    {
        CatalogFileException mistake = Assert.Throws<CatalogFileException>(() => ModelCatalog.Load(_path, s_engines));
        Assert.StartsWith($"{_path}: cannot be read", mistake.Message, StringComparison.Ordinal);
    }

    private ModelCatalog Load(string json)
    {
        File.WriteAllText(_path, json);
        return ModelCatalog.Load(_path, s_engines);
    }
}
