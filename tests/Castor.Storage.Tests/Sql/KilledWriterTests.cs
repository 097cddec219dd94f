using System.Diagnostics;
using Castor.Storage.Keys;
using Castor.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Castor.Storage.Tests.Sql;

/// <summary>What other processes do to the database, and what happens to them.</summary>
public sealed class KilledWriterTests : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);
    private readonly TemporaryFolder _temporary = new();
    private readonly FakeClock _clock = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Open_AfterAProcessWasKilledInMidWrite_KeepsWhatWasCommittedAndNothingElse()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_limit);
        using Process writer = WriterProcess.Start(_temporary.FullPath);
        List<string> told = await WriterProcess.ReadUntilHalfWayAsync(writer, limit.Token);
        Assert.True(new FileInfo(_temporary.Combine("castor.db-wal")).Length > 100_000, "The open transaction has reached the disk.");
        writer.Kill();
        await writer.WaitForExitAsync(limit.Token);

        using ApiKeyStore store = OpenStore();
        IReadOnlyList<ApiKey> keys = store.List();
        Assert.Equal(told.Order(), keys.Select(k => k.Id).Order());
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"key {i}").Order(), keys.Select(k => k.DisplayName).Order());
        Assert.Single(store.Find(store.Create(new NewApiKey { DisplayName = "after" }).Key.Id));
        using SqliteConnection connection = CastorDatabase.Open(DataFolder.Open(_temporary.FullPath), _clock).Connect();
        Assert.Equal("ok", connection.ReadRows("PRAGMA integrity_check", row => row.GetString(0)).Single());
        Assert.Equal(0, connection.ReadNumber("SELECT count(*) FROM sqlite_master WHERE name = 'lost'"));
    }

    [Fact]
    public async Task Open_FromSeveralProcessesAtOnce_WorksForAll()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_limit);
        Process[] writers = [.. Enumerable.Range(0, 3).Select(_ => WriterProcess.Start(_temporary.FullPath))];
        var told = new List<string>();
        var waiting = writers.ToDictionary(w => w, w => WriterProcess.ReadUntilHalfWayAsync(w, limit.Token));
        while (waiting.Count > 0)
        {
            // The one that is half way holds the others up until it is killed.
            Task<List<string>> first = await Task.WhenAny(waiting.Values);
            Process writer = waiting.First(w => w.Value == first).Key;
            told.AddRange(await first);
            writer.Kill();
            waiting.Remove(writer);
            writer.Dispose();
        }

        using ApiKeyStore store = OpenStore();
        Assert.Equal(60, told.Count);
        Assert.Equal(told.Order(), store.List().Select(k => k.Id).Order());
    }

    private ApiKeyStore OpenStore() => new(CastorDatabase.Open(DataFolder.Open(_temporary.FullPath), _clock), _clock);
}
