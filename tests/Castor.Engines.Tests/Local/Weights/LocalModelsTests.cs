using Castor.Engines.Local.Weights;

namespace Castor.Engines.Tests.Local.Weights;

public sealed class LocalModelsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("castor-weights-").FullName;
    private readonly LocalModels _models;

    public LocalModelsTests() => _models = new LocalModels(Path.Combine(_folder, "models"), Path.Combine(_folder, "bundled"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void List_OfNoFolder_IsEmpty() => Assert.Empty(_models.List());

    [Fact]
    public void List_OfModels_NamesEachSoThatItIsFound()
    {
        Put("google/gemma-3-1b-it-qat-q4_0-gguf/gemma-3-1b-it-q4_0.gguf");
        Put("bartowski/google_gemma-3-4b-it-GGUF/google_gemma-3-4b-it-Q4_K_M.gguf");
        Put("bartowski/google_gemma-3-4b-it-GGUF/google_gemma-3-4b-it-Q8_0.gguf");
        Put("bartowski/google_gemma-3-4b-it-GGUF/mmproj-f16.gguf");
        Put("big/model-GGUF/BF16/model-BF16-00001-of-00002.gguf", 10);
        Put("big/model-GGUF/BF16/model-BF16-00002-of-00002.gguf", 20);
        Put("mine.gguf");
        Put("half/done/half.gguf.part");
        Put("../bundled/castor-spark.gguf");

        IReadOnlyList<LocalModel> all = _models.List();

        Assert.Equal(
            [
                "bartowski/google_gemma-3-4b-it-GGUF:F16", "bartowski/google_gemma-3-4b-it-GGUF:Q4_K_M", "bartowski/google_gemma-3-4b-it-GGUF:Q8_0",
                "big/model-GGUF", "castor-spark", "google/gemma-3-1b-it-qat-q4_0-gguf", "mine",
            ],
            all.Select(m => m.Name));
        Assert.All(all, m => Assert.Equal(m.Path, _models.Resolve(m.Name)));
        Assert.Equal((30, 2), (all[3].Size, all[3].Files.Count));
        Assert.Equal("castor-spark", Assert.Single(all, m => m.IsBundled).Name);
    }

    [Theory]
    [InlineData("gemma-3-1b-it")]
    [InlineData("Gemma-3-1B-it")]
    [InlineData("google/gemma-3-1b-it-qat-q4_0-gguf")]
    [InlineData("GOOGLE/gemma-3-1b-it-qat-q4_0-gguf:Q4_0")]
    [InlineData("hf.co/google/gemma-3-1b-it-qat-q4_0-gguf")]
    [InlineData("https://huggingface.co/google/gemma-3-1b-it-qat-q4_0-gguf")]
    [InlineData("google/gemma-3-1b-it-qat-q4_0-gguf:gemma-3-1b-it-q4_0.gguf")]
    [InlineData("google/gemma-3-1b-it-qat-q4_0-gguf/gemma-3-1b-it-q4_0.gguf")]
    [InlineData("gemma-3-1b-it-q4_0.gguf")]
    [InlineData("gemma-3-1b-it-q4_0")]
    [InlineData("gemma-3-1b-it:q4_0")]
    public void Resolve_OfWhatAModelIsCalled_IsItsPath(string name)
    {
        string path = Put("google/gemma-3-1b-it-qat-q4_0-gguf/gemma-3-1b-it-q4_0.gguf");
        Put("ggml-org/gemma-3-270m-it-GGUF/gemma-3-270m-it-Q8_0.gguf");
        Assert.Equal(path, _models.Resolve(name));
    }

    [Fact]
    public void Resolve_OfAPath_IsThatPath()
    {
        string outside = Path.Combine(_folder, "outside.gguf");
        File.WriteAllText(outside, "GGUF");
        Assert.Equal(outside, _models.Resolve(outside));
        string second = Put("../set-00002-of-00002.gguf");
        Assert.Equal(second, _models.Resolve(second));
        string first = Put("../set-00001-of-00002.gguf");
        Assert.Equal(first, _models.Resolve(second));
    }

    [Fact]
    public void Resolve_OfAShortNameOfTwo_TellsBoth()
    {
        Put("google/gemma-3-1b-it-qat-q4_0-gguf/gemma-3-1b-it-q4_0.gguf");
        string other = Put("ggml-org/gemma-3-1b-it-GGUF/gemma-3-1b-it-Q8_0.gguf");
        Assert.Equal(
            "'gemma-3-1b-it' can mean 2 models. Name one: ggml-org/gemma-3-1b-it-GGUF, google/gemma-3-1b-it-qat-q4_0-gguf.",
            Assert.Throws<LocalModelException>(() => _models.Resolve("gemma-3-1b-it")).Message);
        Assert.Equal(other, _models.Resolve("gemma-3-1b-it:Q8_0"));
    }

    [Fact]
    public void Resolve_OfATagThatTheRepositoryIsNamedFor_LooksAtTheFiles()
    {
        string path = Put("me/m-q4_0-gguf/m-Q4_0.gguf");
        Put("me/m-q4_0-gguf/m-Q8_0.gguf");
        Assert.Equal(path, _models.Resolve("me/m-q4_0-gguf:q4_0"));
        Assert.Throws<LocalModelException>(() => _models.Resolve("me/m-q4_0-gguf:"));
    }

    [Theory]
    [InlineData("ggml-org/none", "'castor models pull ggml-org/none' gets it.")]
    [InlineData("none", "'castor models list' shows those that are there.")]
    [InlineData("none.gguf", "There is no file 'none.gguf', and no model with a file of this name in")]
    public void Resolve_OfWhatIsNotThere_TellsWhatHelps(string name, string told) =>
        Assert.Contains(told, Assert.Throws<LocalModelException>(() => _models.Resolve(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void Record_WrittenAndRead_IsTheSame()
    {
        string path = Put("a/b/c.gguf");
        var record = new PullRecord
        {
            Repository = "other/name",
            File = "c.gguf",
            Url = "https://example.com/c.gguf",
            Size = 4,
            Sha256 = "00",
            Checked = true,
            PulledTime = new DateTimeOffset(2026, 11, 5, 1, 2, 3, TimeSpan.Zero),
        };
        LocalModels.WriteRecord(path, record);
        Assert.Equal(record, LocalModels.ReadRecord(path));
        LocalModel model = Assert.Single(_models.List());
        Assert.Equal(("other/name", record.PulledTime), (model.Name, model.Time));

        File.WriteAllText(LocalModels.RecordPath(path), "{");
        Assert.Null(LocalModels.ReadRecord(path));
        Assert.Equal("a/b", Assert.Single(_models.List()).Name);
    }

    [Fact]
    public void List_OfAFolderWithLinks_FollowsThoseToFilesAlone()
    {
        Put("a/b/c.gguf");
        Directory.CreateSymbolicLink(Path.Combine(_models.Folder, "a", "loop"), _models.Folder);
        Put("../elsewhere.gguf", length: 9);
        File.CreateSymbolicLink(Path.Combine(_models.Folder, "linked.gguf"), Path.Combine(_folder, "elsewhere.gguf"));
        Assert.Equal([("a/b", 4), ("linked", 9)], _models.List().Select(m => (m.Name, (int)m.Size)));
    }

    private string Put(string name, int length = 4)
    {
        string path = Path.GetFullPath(Path.Combine(_models.Folder, name));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, new byte[length]);
        return path;
    }
}
