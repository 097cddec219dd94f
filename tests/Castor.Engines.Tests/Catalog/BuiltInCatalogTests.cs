using System.Text.Json;
using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Engines.Tests.Catalog;

public sealed class BuiltInCatalogTests
{
    private static readonly ModelCatalog s_catalog = ModelCatalog.LoadBuiltIn();

    public static TheoryData<string> Ids => [.. s_catalog.Entries.Select(e => e.Id)];

    [Fact]
    public void Entries_ReadByHand_AreWhatGeneratedMetadataReads()
    {
        var generated = BuiltInCatalog.ReadRows().Select(row => row.Deserialize(CatalogJsonContext.Default.CatalogFileModel)!).ToList();
        using var file = JsonDocument.Parse(JsonSerializer.Serialize(BuiltInCatalog.ReadRows()));

        Assert.Equal(
            generated.Select(row => JsonSerializer.Serialize(row, CatalogJsonContext.Default.CatalogFileModel)),
            file.RootElement.EnumerateArray().Select(row => JsonSerializer.Serialize(CatalogRow.Read(row), CatalogJsonContext.Default.CatalogFileModel)));
        Assert.Equal(generated.Select(row => row.Id), s_catalog.Entries.Select(entry => entry.Id));
    }

    [Theory]
    [InlineData("""{"nam":"models/x"}""")]
    [InlineData("""{"castor":{"nam":1}}""")]
    [InlineData("""{"castor":{"thinking":{"nam":1}}}""")]
    [InlineData("""{"castor":{"thinking":{"mode":"deep"}}}""")]
    [InlineData("""{"castor":{"embeddingDimensions":{"nam":1}}}""")]
    public void Row_WithAnUnknownField_IsRefused(string json)
    {
        using var row = JsonDocument.Parse(json);

        Assert.Throws<JsonException>(() => CatalogRow.Read(row.RootElement));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Entry_OfTheBuiltInFile_KeepsEveryRule(string id)
    {
        ModelEntry entry = s_catalog.Find(id)!;
        CatalogRules.Check(entry, (field, reason) => Assert.Fail($"{field}: {reason}"));
        Assert.True(CatalogRules.IsModelId(id));
        Assert.Equal(ModelEntry.DefaultEngine, entry.Engine);
        Assert.NotEmpty(entry.Traits.Family);
        Assert.NotEmpty(entry.Traits.Input);
        Assert.NotNull(entry.Model.DisplayName);
        Assert.Equal(entry.Supports("embedContent"), entry.Traits.EmbeddingDimensions is not null);
        Assert.All(entry.Traits.Input.Concat(entry.Traits.Output), m => Assert.True(Modality.Descriptor.Knows(m.Value), m.Value));
        Assert.All(entry.Traits.Thinking.Levels, l => Assert.True(ThinkingLevel.Descriptor.Knows(l.Value), l.Value));
        Assert.Equal(entry.Traits.ImageSizes.Count > 0, entry.Traits.Output.Contains(Modality.Image));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Entry_ThatThinks_SaysHow(string id)
    {
        ThinkingTraits thinking = s_catalog.Find(id)!.Traits.Thinking;
        switch (thinking.Mode)
        {
            case ThinkingMode.Budget:
                Assert.True(thinking.MaxBudget > 0);
                Assert.Empty(thinking.Levels);
                Assert.True(thinking.CanDisable || thinking.MinBudget > 0);
                break;
            case ThinkingMode.Level:
                Assert.NotEmpty(thinking.Levels);
                Assert.NotNull(thinking.DefaultLevel);
                break;
            default:
                Assert.Equal(0, thinking.MaxBudget);
                Assert.Empty(thinking.Levels);
                break;
        }

        if (thinking.Mode != ThinkingMode.None)
        {
            Assert.True(s_catalog.Find(id)!.Model.Thinking);
        }
    }

    [Fact]
    public void Names_OfAllRows_AreUnique()
    {
        IEnumerable<string> names = s_catalog.Entries.SelectMany(e => e.Traits.Aliases.Prepend(e.Id));
        Assert.Empty(names.GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void AnsweredBy_Always_IsAModelOfTheCatalogue() =>
        Assert.All(s_catalog.Entries.Where(e => e.AnsweredBy is not null), e => Assert.NotNull(s_catalog.Find(e.AnsweredBy!)));

    [Fact]
    public void Entries_Always_StartAsGooglesListDoes() =>
        Assert.Equal(["gemini-2.5-flash", "gemini-2.5-pro", "gemini-2.0-flash-exp"], s_catalog.Entries.Take(3).Select(e => e.Id));

    [Theory]
    [InlineData("gemini-2.0-flash", 1048576, 8192)]
    [InlineData("gemini-2.5-pro", 1048576, 65536)]
    [InlineData("gemini-3-pro-image", 131072, 32768)]
    [InlineData("gemma-3-27b-it", 131072, 8192)]
    [InlineData("gemini-robotics-er-1.5-preview", 1048576, 65536)]
    [InlineData("text-embedding-004", 2048, 1)]
    [InlineData("gemini-embedding-2", 8192, 1)]
    public void Limits_OfAModel_AreThePublishedOnes(string id, int input, int output)
    {
        Model model = s_catalog.Find(id)!.Model;
        Assert.Equal((input, output), (model.InputTokenLimit!.Value, model.OutputTokenLimit!.Value));
    }

    [Fact]
    public void Find_ByAlias_GivesTheRow()
    {
        Assert.Equal("gemini-3-flash-preview", s_catalog.Find("gemini-3-flash")!.Id);
        Assert.Null(s_catalog.Find("gemini-9"));
        Assert.Null(s_catalog.Find("models/gemini-2.5-flash"));
    }

    [Fact]
    public void ModelVersion_OfALatestRow_NamesWhatAnswers() =>
        Assert.Equal("gemini-3.8-flash", s_catalog.Find("gemini-flash-latest")!.ModelVersion);
}
