using Castor.Cli.Models.Download;

namespace Castor.Cli.Tests.Models;

/// <summary>What is kept beside a pull that is not done, where the disk has no room for it.</summary>
public sealed class PullStateTests : IAsyncLifetime
{
    private const string Repository = "google/gemma-3-270m-it-qat-q4_0-gguf";
    private const string FileName = "gemma-3-270m-it-q4_0.gguf";
    private static readonly byte[] s_weights = Weights.Make(20_000_000, seed: 22);

    private PullBench _bench = null!;

    private string Target => _bench.Models.PathOf(Repository, FileName);

    public async ValueTask InitializeAsync()
    {
        _bench = await PullBench.StartAsync();
        _bench.Hub.Add(Repository, (FileName, s_weights));
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Pull_WithNoRoomForAnotherState_KeepsItInThePlaceOfTheLastOne()
    {
        const string Full = "/dev/full";
        Assert.SkipUnless(File.Exists(Full), "Only Linux has a file that is always full.");
        string state = PartialFile.StatePathOf(Target);
        _bench.Connections = 1;
        _bench.Hub.BeforeStore = (_, _) =>
        {
            if (File.Exists(state))
            {
                File.Delete(state + ".new");
                File.CreateSymbolicLink(state + ".new", Full);
            }

            return Task.FromResult(false);
        };
        _bench.Hub.Store.CutAfter = request => request.From >= 10_000_000 ? 0 : null;

        Assert.EndsWith("52% of it (10 MB of 20 MB) is kept: the same command goes on from there.", await _bench.FailAsync(Repository), StringComparison.Ordinal);

        Assert.Equal(2, _bench.Files.Count);
        _bench.Hub.BeforeStore = (_, _) => Task.FromResult(false);
        _bench.Hub.Store.CutAfter = _ => null;
        long before = _bench.Hub.Store.Sent;
        await _bench.PullAsync(Repository);
        Assert.Equal(s_weights, await File.ReadAllBytesAsync(Target, TestContext.Current.CancellationToken));
        Assert.InRange(_bench.Hub.Store.Sent - before, 9_500_000, 9_600_000);
    }
}
