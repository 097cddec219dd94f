using Castor.Cli.Models.Download;
using Castor.Engines.Local.Weights;
using Microsoft.AspNetCore.Http;

namespace Castor.Cli.Tests.Models;

/// <summary>Pulls that fail: each tells in clear words what happened and what helps, and nothing that is good is lost.</summary>
public sealed class PullFailureTests : IAsyncLifetime
{
    private const string Repository = "google/gemma-3-270m-it-qat-q4_0-gguf";
    private const string FileName = "gemma-3-270m-it-q4_0.gguf";
    private static readonly byte[] s_weights = Weights.Make(20_000_000, seed: 21);

    private PullBench _bench = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Target => _bench.Models.PathOf(Repository, FileName);

    public async ValueTask InitializeAsync()
    {
        _bench = await PullBench.StartAsync();
        _bench.Hub.Add(Repository, (FileName, s_weights));
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Pull_OverALineThatStaysCut_GivesUpAndGoesOnLater()
    {
        _bench.Connections = 1;
        _bench.Hub.Store.CutAfter = request => request.From >= 10_000_000 ? 0 : null;
        string told = await _bench.FailAsync(Repository);
        Assert.Equal("The line to 127.0.0.1 was cut; it was tried 9 times. 52% of it (10 MB of 20 MB) is kept: the same command goes on from there.", told);
        Assert.Equal([1, 2, 4, 8, 16, 30, 30, 30], _bench.Clock.Waits.Select(w => w.TotalSeconds));
        Assert.False(File.Exists(Target));

        _bench.Hub.Store.CutAfter = _ => null;
        long before = _bench.Hub.Store.Sent;
        Assert.False(Assert.Single(await _bench.PullAsync(Repository)).WasHere);
        Assert.Equal(s_weights, await File.ReadAllBytesAsync(Target, Cancellation));
        Assert.InRange(_bench.Hub.Store.Sent - before, 9_500_000, 9_600_000);
        Assert.Equal(2, _bench.Files.Count);
    }

    [Fact]
    public async Task Pull_StoppedHalfWay_KeepsWhatCame()
    {
        using var stop = new CancellationTokenSource();
        _bench.Connections = 2;
        _bench.Hub.BeforeStore = async (_, request) =>
        {
            if (request.From >= 10_000_000)
            {
                await stop.CancelAsync();
            }

            return false;
        };

        string told = await _bench.FailAsync(Repository, cancellationToken: stop.Token);
        Assert.Matches("^Stopped. [0-9]+% of it [(][0-9.]+ MB of 20 MB[)] is kept: the same command goes on from there.$", told);

        _bench.Hub.BeforeStore = (_, _) => Task.FromResult(false);
        long before = _bench.Hub.Store.Sent;
        await _bench.PullAsync(Repository);
        Assert.Equal(s_weights, await File.ReadAllBytesAsync(Target, Cancellation));
        Assert.True(_bench.Hub.Store.Sent - before < 12_000_000);
    }

    [Fact]
    public async Task Pull_GoneOnWithAfterAChange_StartsAgain()
    {
        await StopAsync();
        byte[] later = Weights.Make(s_weights.Length, seed: 22);
        _bench.Hub.Repositories[Repository].Files[FileName] = later;

        await _bench.PullAsync(Repository);
        Assert.Contains($"{FileName} changed there since it was begun: it starts again.", _bench.Notes);
        Assert.Equal(later, await File.ReadAllBytesAsync(Target, Cancellation));
    }

    [Fact]
    public async Task Pull_OfAUrlGoneOnWithAfterAChangeOfItsTag_StartsAgain()
    {
        FileServer server = _bench.Hub.Store;
        server.Before = (_, _) => Task.FromResult(false);
        server.Files["/mine.gguf"] = s_weights;
        server.CutAfter = request => request.From >= 10_000_000 ? 0 : null;
        string url = $"{server.Address}mine.gguf";
        Assert.Contains("is kept", await _bench.FailAsync(url), StringComparison.Ordinal);

        byte[] later = Weights.Make(s_weights.Length, seed: 23);
        server.Files["/mine.gguf"] = later;
        server.ETag = _ => "\"later\"";
        server.CutAfter = _ => null;
        DownloadResult result = Assert.Single(await _bench.PullAsync(url));
        Assert.Contains("mine.gguf changed there since it was begun: it starts again.", _bench.Notes);
        Assert.Equal(later, await File.ReadAllBytesAsync(result.Path, Cancellation));
    }

    [Fact]
    public async Task Pull_OfAUrlThatChangesMeanwhile_IsTold()
    {
        FileServer server = _bench.Hub.Store;
        server.Files["/mine.gguf"] = s_weights;
        server.Before = (_, request) =>
        {
            server.ETag = request.From >= 10_000_000 ? _ => "\"later\"" : _ => "\"first\"";
            return Task.FromResult(false);
        };
        Assert.StartsWith("mine.gguf changed there while it was pulled.", await _bench.FailAsync($"{server.Address}mine.gguf"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pull_OfWrongBytes_NamesBothSumsAndKeepsTheOldFile()
    {
        await _bench.PullAsync(Repository);
        byte[] damaged = [.. s_weights];
        damaged[12_345_678] ^= 1;
        string promised = Weights.Sha256(Weights.Make(100, seed: 24));
        _bench.Hub.Repositories[Repository].Files[FileName] = damaged;
        _bench.Hub.Repositories[Repository].Sums[FileName] = promised;

        string told = await _bench.FailAsync(Repository);
        Assert.Contains(promised, told, StringComparison.Ordinal);
        Assert.Contains(Weights.Sha256(damaged), told, StringComparison.Ordinal);
        Assert.Contains("The file that was there before is untouched.", told, StringComparison.Ordinal);
        Assert.Equal(s_weights, await File.ReadAllBytesAsync(Target, Cancellation));
        Assert.Equal(Weights.Sha256(s_weights), LocalModels.ReadRecord(Target)!.Sha256);
        Assert.Equal(2, _bench.Files.Count);
    }

    [Fact]
    public async Task Pull_OfAUrlWithAnotherSumThanGiven_IsRefused()
    {
        _bench.Hub.Store.Before = (_, _) => Task.FromResult(false);
        _bench.Hub.Store.Files["/mine.gguf"] = s_weights;
        string told = await _bench.FailAsync($"{_bench.Hub.Store.Address}mine.gguf", sha256: new string('a', 64));
        Assert.Contains(new string('a', 64), told, StringComparison.Ordinal);
        Assert.Contains(Weights.Sha256(s_weights), told, StringComparison.Ordinal);
        Assert.Empty(_bench.Files);
    }

    [Fact]
    public async Task Pull_GoneOnWithAfterDamageOnTheDisk_PullsTheDamagedPiecesAgain()
    {
        await StopAsync();
        await using (FileStream partial = File.OpenWrite(PartialFile.PathOf(Target)))
        {
            partial.Position = 3_500_000;
            partial.Write(new byte[100]);
        }

        long before = _bench.Hub.Store.Sent;
        await _bench.PullAsync(Repository);
        Assert.Contains($"1 of 20 pieces of {FileName} were damaged on the disk; they are pulled again.", _bench.Notes);
        Assert.Equal(s_weights, await File.ReadAllBytesAsync(Target, Cancellation));
        Assert.InRange(_bench.Hub.Store.Sent - before, 10_500_000, 10_600_000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"version\":1}")]
    [InlineData("""{"version":1,"url":"x","identity":"SUM","size":20000000,"chunkSize":0,"chunks":[]}""")]
    [InlineData("""{"version":1,"url":"x","identity":"SUM","size":20000000,"chunkSize":1048576,"chunks":[{"index":99,"done":1,"sum":0}]}""")]
    [InlineData("""{"version":1,"url":"x","identity":"SUM","size":20000000,"chunkSize":1048576,"chunks":[{"index":0,"done":9999999,"sum":0}]}""")]
    [InlineData("""{"version":2,"url":"x","identity":"SUM","size":20000000,"chunkSize":1048576,"chunks":[]}""")]
    public async Task Pull_WithABrokenState_StartsAgain(string state)
    {
        await StopAsync();
        await File.WriteAllTextAsync(PartialFile.StatePathOf(Target), state.Replace("SUM", Weights.Sha256(s_weights), StringComparison.Ordinal), Cancellation);
        await _bench.PullAsync(Repository);
        Assert.Equal(s_weights, await File.ReadAllBytesAsync(Target, Cancellation));
    }

    [Fact]
    public async Task Pull_OntoADiskWithTooLittleRoom_IsRefusedBefore()
    {
        _bench.FreeSpace = _ => 19_000_000;
        string told = await _bench.FailAsync(Repository);
        Assert.Contains("has 19 MB left, and gemma-3-270m-it-q4_0.gguf needs 20 MB more: make room", told, StringComparison.Ordinal);
        Assert.Empty(_bench.Files);
        Assert.Empty(_bench.Hub.Store.Pulls);

        await StopAsync();
        await _bench.PullAsync(Repository);
        Assert.True(File.Exists(Target));
    }

    [Fact]
    public async Task Pull_OfWhatAnotherProcessPulls_IsRefused()
    {
        await StopAsync();
        await using (new FileStream(PartialFile.PathOf(Target), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.StartsWith($"Another castor seems to pull {FileName} already:", await _bench.FailAsync(Repository), StringComparison.Ordinal);
        }

        await _bench.PullAsync(Repository);
    }

    [Theory]
    [InlineData(null, "asks you to accept its licence first: do so at {0}google/gated, make a token at {0}settings/tokens, set HF_TOKEN to it, and run the same command again.")]
    [InlineData(HubServer.GoodToken, "asks you to accept its licence first: do so at {0}google/gated with the account whose token HF_TOKEN is, and run the same command again.")]
    public async Task Pull_OfAGatedRepository_TellsHowToGetIn(string? token, string told)
    {
        _bench.Token = token;
        _bench.Hub.Repositories["google/gated"] = new HubRepository { IsGated = true, Files = { ["m.gguf"] = s_weights } };
        Assert.Equal("google/gated " + told.Replace("{0}", _bench.Hub.Hub.Address.AbsoluteUri, StringComparison.Ordinal), await _bench.FailAsync("google/gated"));
        Assert.Empty(_bench.Files);
    }

    [Theory]
    [InlineData("google/none", null, "There is no repository google/none on {0}; or it is private: then set HF_TOKEN to a token that may read it.")]
    [InlineData("google/none", HubServer.GoodToken, "There is no repository google/none on {0} that this token may read.")]
    [InlineData("google/none", "hf_old", "does not take the token (Invalid credentials in Authorization header). Make another at http://{0}/settings/tokens and set HF_TOKEN.")]
    [InlineData(Repository + ":Q8_0", null, "No file of google/gemma-3-270m-it-qat-q4_0-gguf fits 'Q8_0'. It has:\n  google/gemma-3-270m-it-qat-q4_0-gguf:Q4_0     20 MB  gemma-3-270m-it-q4_0.gguf")]
    public async Task Pull_OfWhatIsNotThere_IsTold(string model, string? token, string told)
    {
        _bench.Token = token;
        Assert.EndsWith(told.Replace("{0}", _bench.Hub.Hub.Address.Authority, StringComparison.Ordinal), await _bench.FailAsync(model), StringComparison.Ordinal);
        Assert.Empty(_bench.Files);
    }

    [Fact]
    public async Task Pull_OfAPrivateRepositoryWithAToken_Works()
    {
        _bench.Token = HubServer.GoodToken;
        _bench.Hub.Repositories["me/mine"] = new HubRepository { IsPrivate = true, Files = { ["m.gguf"] = s_weights } };
        Assert.Single(await _bench.PullAsync("me/mine"));
    }

    [Fact]
    public async Task Pull_OfAPage_IsRefusedAsNoGguf()
    {
        _bench.Hub.Store.Before = (_, _) => Task.FromResult(false);
        _bench.Hub.Store.Files["/login.gguf"] = "<!doctype html>"u8.ToArray();
        Assert.Equal("login.gguf is no GGUF file: it begins with '<!do'.", await _bench.FailAsync($"{_bench.Hub.Store.Address}login.gguf"));
        Assert.Empty(_bench.Files);
    }

    [Fact]
    public async Task Pull_FromAServerThatIsNotThere_GivesUpSoon()
    {
        await _bench.Hub.Store.DisposeAsync();
        string told = await _bench.FailAsync($"{_bench.Hub.Store.Address}mine.gguf");
        Assert.Matches("^The server 127.0.0.1:[0-9]+ cannot be reached [(].*[)]; it was tried 4 times.$", told);
    }

    [Fact]
    public async Task Pull_ThatIsRedirectedForEver_IsRefused()
    {
        FileServer server = _bench.Hub.Store;
        server.Before = (context, _) =>
        {
            context.Response.Redirect("/again.gguf");
            return Task.FromResult(true);
        };
        Assert.Equal("127.0.0.1 redirects more than 10 times.", await _bench.FailAsync($"{server.Address}mine.gguf"));
    }

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
        Assert.Equal(s_weights, await File.ReadAllBytesAsync(Target, Cancellation));
        Assert.InRange(_bench.Hub.Store.Sent - before, 9_500_000, 9_600_000);
    }

    [Fact]
    public async Task Pull_AskedToComeBackInAnHour_DoesNotWait()
    {
        _bench.Hub.BeforeStore = (context, _) =>
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "3600";
            return Task.FromResult(true);
        };
        Assert.Equal("127.0.0.1 asks to slow down (429), and to come back in 60 minutes.", await _bench.FailAsync(Repository));
    }

    /// <summary>A pull that ends with about half of the file on the disk.</summary>
    private async Task StopAsync()
    {
        (int connections, Func<string, long?> free) = (_bench.Connections, _bench.FreeSpace);
        (_bench.Connections, _bench.FreeSpace) = (1, _ => null);
        _bench.Hub.Store.CutAfter = request => request.From >= 10_000_000 ? 0 : null;
        Assert.Contains("is kept", await _bench.FailAsync(Repository), StringComparison.Ordinal);
        _bench.Hub.Store.CutAfter = _ => null;
        (_bench.Connections, _bench.FreeSpace) = (connections, free);
    }
}
