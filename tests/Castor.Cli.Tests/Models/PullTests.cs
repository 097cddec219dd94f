using Castor.Cli.Models.Download;
using Castor.Engines.Local.Weights;
using Microsoft.AspNetCore.Http;

namespace Castor.Cli.Tests.Models;

/// <summary>Pulls that end well, over real sockets.</summary>
public sealed class PullTests : IAsyncLifetime
{
    private const string Repository = "google/gemma-3-1b-it-qat-q4_0-gguf";
    private const string FileName = "gemma-3-1b-it-q4_0.gguf";
    private static readonly byte[] s_weights = Weights.Make(40_000_003, seed: 1);

    private PullBench _bench = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Target => Path.Combine(_bench.Folder, "google", "gemma-3-1b-it-qat-q4_0-gguf", FileName);

    public async ValueTask InitializeAsync()
    {
        _bench = await PullBench.StartAsync();
        _bench.Hub.Add(Repository, ("README.md", [1, 2, 3]), (FileName, s_weights), ("mmproj-model-f16.gguf", Weights.Make(100, seed: 2)));
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Pull_OfAModel_IsInItsPlaceWithItsRecord()
    {
        DownloadResult result = Assert.Single(await _bench.PullAsync(Repository));

        Assert.Equal((Target, false), (result.Path, result.WasHere));
        Assert.Equal(s_weights, await File.ReadAllBytesAsync(Target, Cancellation));
        string folder = "google/gemma-3-1b-it-qat-q4_0-gguf/";
        Assert.Equal([folder + FileName, folder + FileName + ".json"], _bench.Files);
        PullRecord record = LocalModels.ReadRecord(Target)!;
        Assert.Equal(result.Record, record);
        Assert.Equal((Repository, FileName, HubServer.Commit), (record.Repository, record.File, record.Commit));
        Assert.Equal((s_weights.Length, Weights.Sha256(s_weights), true), (record.Size, record.Sha256, record.Checked));
        Assert.Equal(Target, _bench.Models.Resolve("gemma-3-1b-it"));
    }

    [Fact]
    public async Task Pull_OverFourConnections_AsksForFourPartsAtOnce()
    {
        int waiting = 0;
        var four = new TaskCompletionSource();
        _bench.Hub.BeforeStore = async (_, request) =>
        {
            if (request.To is not 3)
            {
                if (Interlocked.Increment(ref waiting) == 4)
                {
                    four.SetResult();
                }

                // With fewer connections the fourth request would never come.
                await four.Task.WaitAsync(TimeSpan.FromMinutes(5), Cancellation);
            }

            return false;
        };

        await _bench.PullAsync(Repository);

        IReadOnlyList<SeenRequest> pulls = _bench.Hub.Store.Pulls;
        Assert.Equal(s_weights.Length, pulls.Sum(p => p.To!.Value - p.From!.Value + 1));
        Assert.Equal(pulls.Count, pulls.Select(p => p.From).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Pull_OverALineThatIsCut_GoesOnAtTheByteWhereItBroke(int connections)
    {
        // The first three answers for each part break off, at places that are no round numbers.
        var tries = new Dictionary<long, int>();
        _bench.Connections = connections;
        _bench.Hub.Store.CutAfter = request =>
        {
            lock (tries)
            {
                long part = request.From!.Value / (1 << 20);
                int tried = tries[part] = tries.GetValueOrDefault(part) + 1;
                return request.To is 3 || tried > 3 ? null : 100_001 * tried;
            }
        };

        await _bench.PullAsync(Repository);

        Assert.Equal(s_weights, await File.ReadAllBytesAsync(Target, Cancellation));
        Assert.NotEmpty(_bench.Clock.Waits);
        Assert.Contains(_bench.Notes, note => note == "The line to 127.0.0.1 was cut. Next try in 1 s.");
        Assert.Contains(_bench.Hub.Store.Pulls, p => p.From % (1 << 20) is > 0 and not 100_001);
    }

    [Fact]
    public async Task Pull_FromAServerWithoutRanges_IsOneStream()
    {
        _bench.Hub.Store.GivesRanges = false;
        await _bench.PullAsync(Repository);
        Assert.Equal(s_weights, await File.ReadAllBytesAsync(Target, Cancellation));
        Assert.Null(Assert.Single(_bench.Hub.Store.Pulls).From);
        Assert.Contains("comes in one stream", Assert.Single(_bench.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pull_FromAServerWithoutRangesThatCuts_StartsAgain()
    {
        int tries = 0;
        _bench.Hub.Store.GivesRanges = false;
        _bench.Hub.Store.CutAfter = request => request.To is not 3 && ++tries < 3 ? 1_000_000 : null;
        await _bench.PullAsync(Repository);
        Assert.Equal(s_weights, await File.ReadAllBytesAsync(Target, Cancellation));
        Assert.Equal(3, tries);
    }

    [Fact]
    public async Task Pull_FromAServerThatTellsNoLength_IsWhole()
    {
        byte[] weights = Weights.Make(3_000_001, seed: 3);
        _bench.Hub.Store.Files["/mine.gguf"] = weights;
        _bench.Hub.Store.GivesRanges = false;
        _bench.Hub.Store.TellsLength = false;
        _bench.Hub.Store.Before = (_, _) => Task.FromResult(false);

        DownloadResult result = Assert.Single(await _bench.PullAsync($"{_bench.Hub.Store.Address}mine.gguf"));

        Assert.Equal(weights, await File.ReadAllBytesAsync(result.Path, Cancellation));
        Assert.Equal((weights.Length, false), (result.Record.Size, result.Record.Checked));
    }

    [Fact]
    public async Task Pull_WithAToken_ShowsItToTheHubAlone()
    {
        _bench.Token = HubServer.GoodToken;
        await _bench.PullAsync(Repository);
        Assert.All(_bench.Hub.Hub.Requests, r => Assert.Equal("Bearer " + HubServer.GoodToken, r.Authorization));
        Assert.NotEmpty(_bench.Hub.Store.Requests);
        Assert.All(_bench.Hub.Store.Requests, r => Assert.Null(r.Authorization));
    }

    [Fact]
    public async Task Pull_OfAUrlElsewhere_ShowsNoToken()
    {
        _bench.Token = HubServer.GoodToken;
        _bench.Hub.Store.Before = (_, _) => Task.FromResult(false);
        _bench.Hub.Store.Files["/some where/mine.gguf"] = s_weights;
        DownloadResult result = Assert.Single(await _bench.PullAsync($"{_bench.Hub.Store.Address}some%20where/mine.gguf?download=true"));
        Assert.Equal(Path.Combine(_bench.Folder, "127.0.0.1", "some where", "mine.gguf"), result.Path);
        Assert.All(_bench.Hub.Store.Requests, r => Assert.Null(r.Authorization));
    }

    [Fact]
    public async Task Pull_AskedToSlowDown_WaitsAsLongAsTold()
    {
        int refused = 0;
        _bench.Connections = 1;
        _bench.Hub.BeforeStore = (context, request) =>
        {
            if (request.To is 3 || Interlocked.Increment(ref refused) > 1)
            {
                return Task.FromResult(false);
            }

            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "17";
            return Task.FromResult(true);
        };

        await _bench.PullAsync(Repository);

        Assert.Equal([TimeSpan.FromSeconds(17)], _bench.Clock.Waits);
        Assert.Contains("127.0.0.1 asks to slow down (429). Next try in 17 s.", _bench.Notes);
    }

    [Fact]
    public async Task Pull_WhoseSignedAddressExpires_AsksTheHubForAnother()
    {
        int pulls = 0;
        _bench.Connections = 1;
        _bench.Hub.BeforeStore = (_, request) =>
        {
            _bench.Hub.Signature = request.To is not 3 && ++pulls == 5 ? 1 : _bench.Hub.Signature;
            return Task.FromResult(false);
        };

        await _bench.PullAsync(Repository);

        Assert.Equal(s_weights, await File.ReadAllBytesAsync(Target, Cancellation));
        Assert.Equal(2, _bench.Hub.Hub.Requests.Count(r => r.Path.Contains("/resolve/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Pull_FromAServerThatFallsSilent_TriesAgainAfterAMinute()
    {
        int asked = 0;
        _bench.Connections = 1;
        _bench.Hub.BeforeStore = async (context, request) =>
        {
            if (request.To is 3 || Interlocked.Increment(ref asked) > 1)
            {
                return false;
            }

            var over = new TaskCompletionSource();
            using CancellationTokenRegistration hangUp = context.RequestAborted.Register(over.SetResult);
            _bench.Clock.EndLongWaits();
            await over.Task.WaitAsync(Cancellation);
            return true;
        };

        await _bench.PullAsync(Repository);

        Assert.Equal([TimeSpan.FromSeconds(1)], _bench.Clock.Waits);
        Assert.Contains("The server 127.0.0.1 does not answer. Next try in 1 s.", _bench.Notes);
    }

    [Fact]
    public async Task Pull_OfWhatIsHere_PullsNothing()
    {
        await _bench.PullAsync(Repository);
        long sent = _bench.Hub.Store.Sent;

        Assert.True(Assert.Single(await _bench.PullAsync("hf.co/" + Repository + ":Q4_0")).WasHere);
        Assert.InRange(_bench.Hub.Store.Sent - sent, 0, 4);

        // A record that was lost is made again from the bytes.
        File.Delete(LocalModels.RecordPath(Target));
        Assert.True(Assert.Single(await _bench.PullAsync(Repository)).WasHere);
        Assert.Equal(Weights.Sha256(s_weights), LocalModels.ReadRecord(Target)!.Sha256);
    }

    [Fact]
    public async Task Pull_OfAFileThatChangedSince_TakesTheNewOne()
    {
        await _bench.PullAsync(Repository);
        byte[] later = Weights.Make(s_weights.Length, seed: 4);
        _bench.Hub.Repositories[Repository].Files[FileName] = later;

        Assert.False(Assert.Single(await _bench.PullAsync(Repository)).WasHere);
        Assert.Equal(later, await File.ReadAllBytesAsync(Target, Cancellation));
    }

    [Fact]
    public async Task Pull_OfAUrl_IsKnownAgainByItsTag()
    {
        FileServer server = _bench.Hub.Store;
        server.Before = (_, _) => Task.FromResult(false);
        server.Files["/mine.gguf"] = s_weights;
        string url = $"{server.Address}mine.gguf";

        Assert.False(Assert.Single(await _bench.PullAsync(url)).Record.Checked);
        Assert.True(Assert.Single(await _bench.PullAsync(url)).WasHere);
        server.ETag = _ => "\"another\"";
        Assert.False(Assert.Single(await _bench.PullAsync(url)).WasHere);
        Assert.True(Assert.Single(await _bench.PullAsync(url, sha256: Weights.Sha256(s_weights))).WasHere);
    }

    [Fact]
    public async Task Pull_OfASplitModel_BringsAllParts()
    {
        byte[][] parts = [.. Enumerable.Range(0, 3).Select(i => Weights.Make(2_000_000 + i, seed: (ulong)(10 + i)))];
        _bench.Hub.Add("big/model-GGUF", [.. parts.Select((bytes, i) => ($"Q8_0/model-Q8_0-0000{i + 1}-of-00003.gguf", bytes)).Reverse()]);

        IReadOnlyList<DownloadResult> results = await _bench.PullAsync("big/model-GGUF:q8_0");

        Assert.Equal(parts.Select(p => p.Length), results.Select(r => (int)r.Record.Size));
        LocalModel model = _bench.Models.Find("big/model-GGUF");
        Assert.Equal(results.Select(r => r.Path), model.Files);
        Assert.Equal(parts.Sum(p => p.Length), model.Size);
        Assert.EndsWith("-00001-of-00003.gguf", _bench.Models.Resolve(results[2].Path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/etc/escaped.gguf")]
    [InlineData("..\\..\\escaped.gguf")]
    [InlineData("C:\\escaped.gguf")]
    [InlineData("nul.gguf")]
    [InlineData("~/.ssh/escaped.gguf")]
    public async Task Pull_OfAHostileFileName_StaysInTheFolder(string name)
    {
        _bench.Hub.Add("bad/actor", (name, Weights.Make(5_000, seed: 5)));
        DownloadResult result = Assert.Single(await _bench.PullAsync("bad/actor"));
        Assert.StartsWith(Path.Combine(_bench.Folder, "bad", "actor") + Path.DirectorySeparatorChar, Path.GetFullPath(result.Path), StringComparison.Ordinal);
        Assert.True(File.Exists(result.Path));
    }

    [Theory]
    [InlineData("../../../../escaped.gguf")]
    [InlineData("a/../../../b/../escaped.gguf")]
    [InlineData("./escaped.gguf")]
    [InlineData("a\u001b[2Jb.gguf")]
    public async Task Pull_OfANameThatGitCannotHold_SeesNoFile(string name)
    {
        _bench.Hub.Add("bad/actor", (name, Weights.Make(5_000, seed: 5)));
        Assert.StartsWith("bad/actor has no GGUF file.", await _bench.FailAsync("bad/actor"), StringComparison.Ordinal);
        Assert.Empty(_bench.Files);
    }
}
