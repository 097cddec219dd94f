using Castor.Engines.Local;
using Castor.Engines.Local.Weights;
using Castor.Inference.Residency;
using Castor.Protocol;

namespace Castor.Engines.Tests.Local;

public sealed class ModelShelfTests
{
    private static readonly string s_folder = Directory.CreateTempSubdirectory("castor-shelf").FullName;

    [Fact]
    public async Task Acquire_TheBundledModelByTwoNames_LoadsItOnce()
    {
        FakeClock clock = new();
        using ModelShelf shelf = new(LocalModels.Of(s_folder), new LocalOptions { Threads = 1 }, clock);
        string path = LocalModels.Of(s_folder).Resolve("castor-spark");

        ModelLease<LoadedModel>[] leases = await Task.WhenAll(
            shelf.AcquireAsync("castor-spark", TestContext.Current.CancellationToken), shelf.AcquireAsync(path, TestContext.Current.CancellationToken), shelf.AcquireAsync("castor-spark", TestContext.Current.CancellationToken));

        Assert.Same(leases[0].Model, leases[1].Model);
        Assert.Same(leases[0].Model, leases[2].Model);
        Assert.NotNull(leases[0].Model.Runner);
    }

    [Fact]
    public async Task Acquire_WithLessMemoryThanTheFile_IsRefused()
    {
        using ModelShelf shelf = new(LocalModels.Of(s_folder), new LocalOptions { Threads = 1, MemoryBytes = 1000 }, new FakeClock());

        Assert.False((await Assert.ThrowsAsync<ModelMemoryException>(() => shelf.AcquireAsync("castor-spark", TestContext.Current.CancellationToken))).IsTemporary);
    }

    [Fact]
    public async Task Acquire_WithJustTheMemoryOfTheFile_Loads()
    {
        LocalModels models = LocalModels.Of(s_folder);
        long bytes = new FileInfo(models.Resolve("castor-spark")).Length;
        using ModelShelf shelf = new(models, new LocalOptions { Threads = 1, MemoryBytes = bytes }, new FakeClock());

        using ModelLease<LoadedModel> lease = await shelf.AcquireAsync("castor-spark", TestContext.Current.CancellationToken);

        Assert.True(lease.Model.Model.WeightBytes > 0);
    }

    [Fact]
    public async Task Generate_WhileAnotherModelHasTheMemory_TellsWhenToComeAgain()
    {
        LocalModels models = new(s_folder, Path.Combine(SparkFixture.Repository(), "models"));
        string spark = models.Resolve("castor-spark");
        string other = Path.Combine(s_folder, "other.gguf");
        File.Copy(spark, other, overwrite: true);
        using ModelShelf shelf = new(models, new LocalOptions { Threads = 1, MemoryBytes = new FileInfo(spark).Length }, new FakeClock());
        using ModelLease<LoadedModel> lease = await shelf.AcquireAsync(other, TestContext.Current.CancellationToken);
        var call = new GenerationCall
        {
            Request = new GenerateContentRequest { Contents = [new Content { Parts = [new Part { Text = "Hello" }] }] },
            Model = new LocalCatalog(models).OfThisMachine().Single(e => e.Id == "castor-spark"),
        };

        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        ApiException refusal = await Assert.ThrowsAsync<ApiException>(
            () => ResponseFold.FoldAsync(new LocalEngine(shelf).GenerateAsync(call, cancellationToken), cancellationToken).AsTask());

        Assert.Equal((ApiStatus.Unavailable, "The model is overloaded. Please try again later."), (refusal.Status, refusal.Message));
        Assert.Equal("1s", Assert.IsType<RetryInfo>(Assert.Single(refusal.Details)).RetryDelay!.Value.ToString());
    }

    [Fact]
    public async Task Generate_AsTheServerStops_IsUnavailable()
    {
        LocalModels models = new(s_folder, Path.Combine(SparkFixture.Repository(), "models"));
        ModelShelf shelf = new(models, new LocalOptions { Threads = 1 }, new FakeClock());
        var call = new GenerationCall
        {
            Request = new GenerateContentRequest { Contents = [new Content { Parts = [new Part { Text = "Hello" }] }] },
            Model = new LocalCatalog(models).OfThisMachine().Single(e => e.Id == "castor-spark"),
        };
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        Task<GenerateContentResponse> loading = ResponseFold.FoldAsync(new LocalEngine(shelf).GenerateAsync(call, cancellationToken), cancellationToken).AsTask();

        shelf.Dispose();

        Assert.Equal(ApiStatus.Unavailable, (await Assert.ThrowsAsync<ApiException>(() => loading)).Status);
        ApiException refusal = await Assert.ThrowsAsync<ApiException>(
            () => ResponseFold.FoldAsync(new LocalEngine(shelf).GenerateAsync(call, cancellationToken), cancellationToken).AsTask());
        Assert.Equal((ApiStatus.Unavailable, "The service is currently unavailable."), (refusal.Status, refusal.Message));
    }

    [Fact]
    public async Task Acquire_AnUnknownName_IsRefused()
    {
        using ModelShelf shelf = new(LocalModels.Of(s_folder), new LocalOptions(), new FakeClock());

        await Assert.ThrowsAsync<LocalModelException>(() => shelf.AcquireAsync("no-such-model", TestContext.Current.CancellationToken));
    }
}
