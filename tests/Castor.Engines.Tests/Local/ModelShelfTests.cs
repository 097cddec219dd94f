using Castor.Engines.Local;
using Castor.Engines.Local.Weights;
using Castor.Inference.Residency;

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
    public async Task Acquire_AnUnknownName_IsRefused()
    {
        using ModelShelf shelf = new(LocalModels.Of(s_folder), new LocalOptions(), new FakeClock());

        await Assert.ThrowsAsync<LocalModelException>(() => shelf.AcquireAsync("no-such-model", TestContext.Current.CancellationToken));
    }
}
