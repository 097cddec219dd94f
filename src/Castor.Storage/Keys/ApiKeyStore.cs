using System.Security.Cryptography;
using System.Text.Json;
using Castor.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Castor.Storage.Keys;

/// <summary>
/// The keys of a data folder. Deleted keys can be taken back for 30 days. Safe for use from several threads, and beside other
/// processes on the same folder. Synchronous, since SQLite is: a request never waits for it, see <c>docs/decisions/0001-sqlite-by-ado-net.md</c>.
/// </summary>
public sealed class ApiKeyStore : IDisposable
{
    /// <summary>How long a deleted key can be taken back.</summary>
    public static readonly TimeSpan Recoverable = TimeSpan.FromDays(30);

    private const string Columns = "id, display_name, last4, project, create_time, delete_time, last_used_time, restrictions";
    private const string IdAlphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int IdLength = 12;

    private readonly CastorDatabase _database;
    private readonly TimeProvider _time;
    private readonly SqliteConnection _connection;
    private readonly Lock _gate = new();

    /// <summary>Opens the keys of a database and forgets those that were deleted too long ago.</summary>
    /// <param name="database">The database.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="DataFolderException">The database cannot be used.</exception>
    public ApiKeyStore(CastorDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
        _connection = database.Connect();
        Purge();
    }

    /// <summary>A number that changes when another connection, of any process, has changed the database.</summary>
    public long ReadDataVersion() => Run(() => _connection.ReadNumber("PRAGMA data_version"));

    /// <summary>Makes a key. Its text is in the result and nowhere else.</summary>
    public CreatedApiKey Create(NewApiKey wanted)
    {
        string secret = ApiKeyFormat.Create();
        var key = new ApiKey
        {
            Id = RandomNumberGenerator.GetString(IdAlphabet, IdLength),
            DisplayName = wanted.DisplayName,
            Last4 = secret[^4..],
            Project = wanted.Project,
            CreateTime = Now(),
            Restrictions = wanted.Restrictions,
        };
        Run(() => _connection.Execute(
            """
            INSERT INTO api_keys (id, hash, last4, display_name, project, restrictions, create_time)
            VALUES ($id, $hash, $last4, $displayName, $project, $restrictions, $createTime)
            """,
            ("$id", key.Id),
            ("$hash", KeyHash.Of(secret).ToArray()),
            ("$last4", key.Last4),
            ("$displayName", key.DisplayName),
            ("$project", key.Project),
            ("$restrictions", JsonSerializer.Serialize(key.Restrictions, ApiKeyJsonContext.Default.ApiKeyRestrictions)),
            ("$createTime", key.CreateTime.ToUnixTimeMilliseconds())));
        return new CreatedApiKey(key, secret);
    }

    /// <summary>All keys, oldest first.</summary>
    /// <param name="deleted">Whether deleted keys that can be taken back are among them.</param>
    public IReadOnlyList<ApiKey> List(bool deleted = false) => Run(() => _connection.ReadRows(
        $"""
        SELECT {Columns} FROM api_keys
        WHERE delete_time IS NULL OR ($deleted AND delete_time > $horizon)
        ORDER BY create_time, id
        """,
        ReadKey,
        ("$deleted", deleted),
        ("$horizon", Horizon())));

    /// <summary>The keys with this id or display name, deleted ones that can be taken back among them.</summary>
    public IReadOnlyList<ApiKey> Find(string idOrName) => Run(() => _connection.ReadRows(
        $"""
        SELECT {Columns} FROM api_keys
        WHERE (id = $name OR display_name = $name) AND (delete_time IS NULL OR delete_time > $horizon)
        ORDER BY create_time, id
        """,
        ReadKey,
        ("$name", idOrName),
        ("$horizon", Horizon())));

    /// <summary>The key in force with this hash.</summary>
    public ApiKey? Find(KeyHash hash)
    {
        List<StoredApiKey> rows = Run(() => _connection.ReadRows(
            $"SELECT {Columns}, hash FROM api_keys WHERE hash = $hash AND delete_time IS NULL",
            ReadStoredKey,
            ("$hash", hash.ToArray())));
        return rows is [var row] && row.Hash.FixedTimeEquals(hash) ? row.Key : null;
    }

    /// <summary>The keys in force with their hashes.</summary>
    public IReadOnlyList<StoredApiKey> ListInForce() => Run(() => _connection.ReadRows(
        $"SELECT {Columns}, hash FROM api_keys WHERE delete_time IS NULL", ReadStoredKey));

    /// <summary>Deletes a key; false for one that is not in force.</summary>
    public bool Delete(string id) => Run(() => _connection.Execute(
        "UPDATE api_keys SET delete_time = $now WHERE id = $id AND delete_time IS NULL",
        ("$id", id),
        ("$now", Now().ToUnixTimeMilliseconds()))) > 0;

    /// <summary>Takes a deleted key back; false for one that is not deleted, or was too long ago.</summary>
    public bool Undelete(string id) => Run(() => _connection.Execute(
        "UPDATE api_keys SET delete_time = NULL WHERE id = $id AND delete_time > $horizon",
        ("$id", id),
        ("$horizon", Horizon()))) > 0;

    /// <summary>Notes when keys were last used, all in one transaction.</summary>
    public void NoteUses(IReadOnlyCollection<KeyUse> uses) => Run(() =>
    {
        using SqliteTransaction transaction = _connection.BeginTransaction(deferred: false);
        foreach (KeyUse use in uses)
        {
            _connection.Execute(
                "UPDATE api_keys SET last_used_time = max($time, coalesce(last_used_time, 0)) WHERE id = $id",
                ("$id", use.KeyId),
                ("$time", use.Time.ToUnixTimeMilliseconds()));
        }

        transaction.Commit();
        return true;
    });

    /// <summary>Forgets keys that were deleted too long ago to be taken back.</summary>
    public void Purge() => Run(() =>
    {
        // Read first: a store that is opened to look does not wait for one that writes.
        return _connection.ReadNumber("SELECT count(*) FROM api_keys WHERE delete_time <= $horizon", ("$horizon", Horizon())) > 0
            ? _connection.Execute("DELETE FROM api_keys WHERE delete_time <= $horizon", ("$horizon", Horizon()))
            : 0;
    });

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private T Run<T>(Func<T> action)
    {
        lock (_gate)
        {
            return _database.Run(action);
        }
    }

    // Whole milliseconds, so that what is given equals what is read back.
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());

    private long Horizon() => (_time.GetUtcNow() - Recoverable).ToUnixTimeMilliseconds();

    private static ApiKey ReadKey(SqliteDataReader row) => new()
    {
        Id = row.GetString(0),
        DisplayName = row.GetString(1),
        Last4 = row.GetString(2),
        Project = row.GetString(3),
        CreateTime = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
        DeleteTime = row.IsDBNull(5) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
        LastUsedTime = row.IsDBNull(6) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)),
        Restrictions = JsonSerializer.Deserialize(row.GetString(7), ApiKeyJsonContext.Default.ApiKeyRestrictions)!,
    };

    private static StoredApiKey ReadStoredKey(SqliteDataReader row) => new(new KeyHash(row.GetFieldValue<byte[]>(8)), ReadKey(row));
}
