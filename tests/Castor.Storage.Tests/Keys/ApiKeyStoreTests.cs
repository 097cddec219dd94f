using System.Text;
using Castor.Storage.Keys;
using Castor.Storage.Sql;

namespace Castor.Storage.Tests.Keys;

public sealed class ApiKeyStoreTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly FakeClock _clock = new();
    private readonly ApiKeyStore _store;

    public ApiKeyStoreTests() => _store = OpenStore();

    public void Dispose()
    {
        _store.Dispose();
        _temporary.Dispose();
    }

    // As of a server that stops while a request is still under way.
    [Fact]
    public async Task Dispose_WhileAnotherThreadReads_EndsTheReadingAndNotTheProcess()
    {
        CastorDatabase database = CastorDatabase.Open(DataFolder.Open(_temporary.FullPath), _clock);
        for (int round = 0; round < 20; round++)
        {
            var store = new ApiKeyStore(database, _clock);
            store.Create(new NewApiKey { DisplayName = $"key {round}" });
            using var isReading = new ManualResetEventSlim();
            var reading = Task.Run(
                () =>
                {
                    while (true)
                    {
                        Assert.Equal(round + 1, store.List().Count);
                        isReading.Set();
                    }
                },
                TestContext.Current.CancellationToken);
            isReading.Wait(TestContext.Current.CancellationToken);

            store.Dispose();

            // The connection is closed between two readings, never under one.
            InvalidOperationException end = await Assert.ThrowsAsync<InvalidOperationException>(() => reading);
            Assert.Contains("connection is open", end.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Create_AKey_IsFoundByItsHashWithAllItsFields()
    {
        CreatedApiKey created = _store.Create(new NewApiKey
        {
            DisplayName = "Robert'); DROP TABLE api_keys;--",
            Project = "acme",
            Restrictions = new ApiKeyRestrictions { Models = ["gemini-2.5-*"], Methods = ["countTokens"], Referrers = ["*.example.com"], Ips = ["::1/128"] },
        });

        ApiKey found = _store.Find(KeyHash.Of(created.Secret))!;
        Assert.Equal(created.Key with { Restrictions = ApiKeyRestrictions.None }, found with { Restrictions = ApiKeyRestrictions.None, Annotations = created.Key.Annotations });
        Assert.Equal(("Robert'); DROP TABLE api_keys;--", "acme", created.Secret[^4..]), (found.DisplayName, found.Project, found.Last4));
        Assert.Equal(["gemini-2.5-*"], found.Restrictions.Models);
        Assert.Equal(["countTokens"], found.Restrictions.Methods);
        Assert.Equal(["*.example.com"], found.Restrictions.Referrers);
        Assert.Equal(["::1/128"], found.Restrictions.Ips);
        Assert.Equal(_clock.GetUtcNow(), found.CreateTime);
        Assert.Null(_store.Find(KeyHash.Of(ApiKeyFormat.Create())));
    }

    [Fact]
    public void Create_AKey_LeavesNothingOfItOnTheDisk()
    {
        string secret = _store.Create(new NewApiKey { DisplayName = "x" }).Secret;
        string middle = secret[ApiKeyFormat.Prefix.Length..^4];
        foreach (string path in Directory.EnumerateFiles(_temporary.FullPath))
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file, Encoding.Latin1);
            string text = reader.ReadToEnd();
            Assert.DoesNotContain(ApiKeyFormat.Prefix, text, StringComparison.Ordinal);
            Assert.DoesNotContain(middle, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void List_OfKeys_IsInOrderOfTheirMaking()
    {
        string[] names = ["b", "a", "c"];
        foreach (string name in names)
        {
            _store.Create(new NewApiKey { DisplayName = name });
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(names, _store.List().Select(k => k.DisplayName));
    }

    [Fact]
    public void Find_ByIdOrName_GivesEveryMatch()
    {
        ApiKey first = _store.Create(new NewApiKey { DisplayName = "twin" }).Key;
        _clock.Advance(TimeSpan.FromSeconds(1));
        ApiKey second = _store.Create(new NewApiKey { DisplayName = "twin" }).Key;
        Assert.Equal([first.Id, second.Id], _store.Find("twin").Select(k => k.Id));
        Assert.Equal([second.Id], _store.Find(second.Id).Select(k => k.Id));
        Assert.Empty(_store.Find("twi"));
    }

    [Fact]
    public void Delete_AKey_EndsItsForceAndCanBeTakenBack()
    {
        CreatedApiKey created = _store.Create(new NewApiKey { DisplayName = "x" });
        KeyHash hash = KeyHash.Of(created.Secret);

        Assert.True(_store.Delete(created.Key.Id));
        Assert.False(_store.Delete(created.Key.Id));
        Assert.Null(_store.Find(hash));
        Assert.Empty(_store.List());
        Assert.Empty(_store.ListInForce());
        Assert.Equal(_clock.GetUtcNow(), _store.List(deleted: true).Single().DeleteTime);

        Assert.True(_store.Undelete(created.Key.Id));
        Assert.False(_store.Undelete(created.Key.Id));
        Assert.NotNull(_store.Find(hash));
        Assert.Null(_store.List().Single().DeleteTime);
    }

    [Fact]
    public void Undelete_AfterThirtyDays_IsTooLate()
    {
        ApiKey key = _store.Create(new NewApiKey { DisplayName = "x" }).Key;
        _store.Delete(key.Id);
        _clock.Advance(ApiKeyStore.Recoverable - TimeSpan.FromMilliseconds(1));
        Assert.Single(_store.Find("x"));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Empty(_store.Find("x"));
        Assert.Empty(_store.List(deleted: true));
        Assert.False(_store.Undelete(key.Id));
    }

    [Fact]
    public void Open_AfterThirtyDays_ForgetsDeletedKeys()
    {
        ApiKey kept = _store.Create(new NewApiKey { DisplayName = "kept" }).Key;
        _store.Delete(_store.Create(new NewApiKey { DisplayName = "gone" }).Key.Id);
        _clock.Advance(ApiKeyStore.Recoverable);

        using ApiKeyStore store = OpenStore();
        using Microsoft.Data.Sqlite.SqliteConnection connection = OpenDatabase().Connect();
        Assert.Equal([kept.Id], connection.ReadRows("SELECT id FROM api_keys", row => row.GetString(0)));
    }

    [Fact]
    public void NoteUses_OfKeys_KeepsTheLatestOfEach()
    {
        ApiKey key = _store.Create(new NewApiKey { DisplayName = "x" }).Key;
        DateTimeOffset now = _clock.GetUtcNow();
        _store.NoteUses([new KeyUse(key.Id, now.AddMinutes(2)), new KeyUse("unknown", now)]);
        _store.NoteUses([new KeyUse(key.Id, now.AddMinutes(1))]);
        Assert.Equal(now.AddMinutes(2), _store.List().Single().LastUsedTime);
    }

    [Fact]
    public void Watch_AfterAChangeByAnyStore_ReadsAnotherNumber()
    {
        using var watch = new DatabaseWatch(OpenDatabase(), _clock);
        long before = watch.ReadDataVersion();
        Assert.Equal(before, watch.ReadDataVersion());
        _store.Create(new NewApiKey { DisplayName = "own" });
        Assert.NotEqual(before, watch.ReadDataVersion());
    }

    [Fact]
    public void Update_AKeyInForce_ChangesNameLimitsAndNotes()
    {
        string id = _store.Create(new NewApiKey { ResourceId = "chosen", DisplayName = "before" }).Key.Id;
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(_store.Update(id, "after", new ApiKeyRestrictions { Models = ["m"] }, new Dictionary<string, string> { ["a"] = "b" }));
        ApiKey key = _store.Find(NewApiKey.DefaultProject, "chosen")!;
        Assert.Equal(("after", "m", "b"), (key.DisplayName, key.Restrictions.Models.Single(), key.Annotations["a"]));
        Assert.Equal(key.CreateTime.AddMinutes(1), key.UpdateTime);
        _store.Delete(id);
        Assert.False(_store.Update(id, "again", ApiKeyRestrictions.None, key.Annotations));
    }

    [Fact]
    public async Task Store_UsedFromManyThreads_KeepsEveryKey()
    {
        // Few enough that none waits its five seconds for the others, whose commits take a third of a second each on a busy disk.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(
            () =>
            {
                using ApiKeyStore own = OpenStore();
                for (int j = 0; j < 4; j++)
                {
                    (j % 2 == 0 ? own : _store).Create(new NewApiKey { DisplayName = $"{i}.{j}" });
                    own.List();
                }
            },
            TestContext.Current.CancellationToken)));
        Assert.Equal(16, _store.List().Count);
    }

    [Fact]
    public void ToString_OfWhatHoldsAKey_TellsNothingOfIt()
    {
        CreatedApiKey created = _store.Create(new NewApiKey { DisplayName = "x" });
        Assert.DoesNotContain(created.Secret, created.ToString()!, StringComparison.Ordinal);
        string stored = _store.ListInForce().Single().ToString();
        Assert.DoesNotContain(Convert.ToHexString(KeyHash.Of(created.Secret).ToArray()), stored, StringComparison.OrdinalIgnoreCase);
    }

    private CastorDatabase OpenDatabase() => CastorDatabase.Open(DataFolder.Open(_temporary.FullPath), _clock);

    private ApiKeyStore OpenStore() => new(OpenDatabase(), _clock);
}
