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

    private const string Columns = "id, display_name, last4, project, create_time, delete_time, last_used_time, restrictions, update_time, annotations, coalesce(resource_id, id)";
    private const string IdAlphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int IdLength = 12;

    private static readonly Dictionary<string, string> s_noAnnotations = [];

    private readonly StoreConnection _connection;

    /// <summary>Opens the keys of a database and forgets those that were deleted too long ago.</summary>
    /// <param name="database">The database.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="DataFolderException">The database cannot be used.</exception>
    public ApiKeyStore(CastorDatabase database, TimeProvider time)
    {
        _connection = new StoreConnection(database, time);
        Purge();
    }

    /// <summary>Makes a key. Its text is in the result and nowhere else.</summary>
    public CreatedApiKey Create(NewApiKey wanted)
    {
        if (wanted.ResourceId is not null)
        {
            // One that can no longer be taken back may have been called so.
            Purge();
        }

        string id = RandomNumberGenerator.GetString(IdAlphabet, IdLength);
        string secret = ApiKeyFormat.Create();
        DateTimeOffset now = _connection.Now();
        var key = new ApiKey
        {
            Id = id,
            ResourceId = wanted.ResourceId ?? id,
            DisplayName = wanted.DisplayName,
            Last4 = secret[^4..],
            Project = wanted.Project,
            CreateTime = now,
            UpdateTime = now,
            Restrictions = wanted.Restrictions,
            Annotations = wanted.Annotations,
        };
        _connection.Run(c => c.Execute(
            """
            INSERT INTO api_keys (id, hash, last4, display_name, project, restrictions, create_time, annotations, resource_id)
            VALUES ($id, $hash, $last4, $displayName, $project, $restrictions, $createTime, $annotations, $resourceId)
            """,
            ("$id", key.Id),
            ("$hash", KeyHash.Of(secret).ToArray()),
            ("$last4", key.Last4),
            ("$displayName", key.DisplayName),
            ("$project", key.Project),
            ("$restrictions", Text(key.Restrictions)),
            ("$createTime", key.CreateTime.ToUnixTimeMilliseconds()),
            ("$annotations", Text(key.Annotations)),
            ("$resourceId", wanted.ResourceId)));
        return new CreatedApiKey(key, secret);
    }

    /// <summary>All keys, oldest first.</summary>
    /// <param name="deleted">Whether deleted keys that can be taken back are among them.</param>
    public IReadOnlyList<ApiKey> List(bool deleted = false) => _connection.Run(c => c.ReadRows(
        $"""
        SELECT {Columns} FROM api_keys
        WHERE delete_time IS NULL OR ($deleted AND delete_time > $horizon)
        ORDER BY create_time, id
        """,
        ReadKey,
        ("$deleted", deleted),
        ("$horizon", Horizon())));

    /// <summary>The keys with this id, resource id or display name, deleted ones that can be taken back among them.</summary>
    public IReadOnlyList<ApiKey> Find(string idOrName) => _connection.Run(c => c.ReadRows(
        $"""
        SELECT {Columns} FROM api_keys
        WHERE (id = $name OR resource_id = $name OR display_name = $name) AND (delete_time IS NULL OR delete_time > $horizon)
        ORDER BY create_time, id
        """,
        ReadKey,
        ("$name", idOrName),
        ("$horizon", Horizon())));

    /// <summary>The key with this hash.</summary>
    /// <param name="hash">The hash.</param>
    /// <param name="deleted">Whether a deleted one that can be taken back is found too.</param>
    public ApiKey? Find(KeyHash hash, bool deleted = false)
    {
        List<StoredApiKey> rows = _connection.Run(c => c.ReadRows(
            $"SELECT {Columns}, hash FROM api_keys WHERE hash = $hash AND (delete_time IS NULL OR ($deleted AND delete_time > $horizon))",
            ReadStoredKey,
            ("$hash", hash.ToArray()),
            ("$deleted", deleted),
            ("$horizon", Horizon())));
        return rows is [var row] && row.Hash.FixedTimeEquals(hash) ? row.Key : null;
    }

    /// <summary>The keys in force with their hashes.</summary>
    public IReadOnlyList<StoredApiKey> ListInForce() => _connection.Run(c => c.ReadRows(
        $"SELECT {Columns}, hash FROM api_keys WHERE delete_time IS NULL", ReadStoredKey));

    /// <summary>The key with this id, also a deleted one that can be taken back.</summary>
    public ApiKey? FindById(string id) => Find(id).FirstOrDefault(key => key.Id == id);

    /// <summary>The key of a project by what the API Keys API calls it, also a deleted one that can be taken back.</summary>
    public ApiKey? Find(string project, string resourceId) => _connection.Run(c => c.ReadRows(
        $"SELECT {Columns} FROM api_keys WHERE project = $project AND coalesce(resource_id, id) = $resourceId AND (delete_time IS NULL OR delete_time > $horizon)",
        ReadKey,
        ("$project", project),
        ("$resourceId", resourceId),
        ("$horizon", Horizon()))).FirstOrDefault();

    /// <summary>Gives a key in force another name, limits and annotations; false for one that is not in force.</summary>
    public bool Update(string id, string displayName, ApiKeyRestrictions restrictions, IReadOnlyDictionary<string, string> annotations) => _connection.Run(c => c.Execute(
        """
        UPDATE api_keys SET display_name = $displayName, restrictions = $restrictions, annotations = $annotations, update_time = $now
        WHERE id = $id AND delete_time IS NULL
        """,
        ("$id", id),
        ("$displayName", displayName),
        ("$restrictions", Text(restrictions)),
        ("$annotations", Text(annotations)),
        ("$now", _connection.Now().ToUnixTimeMilliseconds()))) > 0;

    /// <summary>Deletes a key; false for one that is not in force.</summary>
    public bool Delete(string id) => _connection.Run(c => c.Execute(
        "UPDATE api_keys SET delete_time = $now WHERE id = $id AND delete_time IS NULL",
        ("$id", id),
        ("$now", _connection.Now().ToUnixTimeMilliseconds()))) > 0;

    /// <summary>Takes a deleted key back; false for one that is not deleted, or was too long ago.</summary>
    public bool Undelete(string id) => _connection.Run(c => c.Execute(
        "UPDATE api_keys SET delete_time = NULL WHERE id = $id AND delete_time > $horizon",
        ("$id", id),
        ("$horizon", Horizon()))) > 0;

    /// <summary>Notes when keys were last used, all in one transaction.</summary>
    public void NoteUses(IReadOnlyCollection<KeyUse> uses) => _connection.RunAtOnce(c =>
    {
        foreach (KeyUse use in uses)
        {
            c.Execute(
                "UPDATE api_keys SET last_used_time = max($time, coalesce(last_used_time, 0)) WHERE id = $id",
                ("$id", use.KeyId),
                ("$time", use.Time.ToUnixTimeMilliseconds()));
        }

        return true;
    });

    /// <summary>Forgets keys that were deleted too long ago to be taken back.</summary>
    public void Purge() => _connection.Run(c =>
    {
        // Read first: a store that is opened to look does not wait for one that writes.
        return c.ReadNumber("SELECT count(*) FROM api_keys WHERE delete_time <= $horizon", ("$horizon", Horizon())) > 0
            ? c.Execute("DELETE FROM api_keys WHERE delete_time <= $horizon", ("$horizon", Horizon()))
            : 0;
    });

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private static string Text(ApiKeyRestrictions restrictions) => JsonSerializer.Serialize(restrictions, ApiKeyJsonContext.Default.ApiKeyRestrictions);

    private static string? Text(IReadOnlyDictionary<string, string> annotations) => annotations.Count == 0
        ? null
        : JsonSerializer.Serialize(new Dictionary<string, string>(annotations), ApiKeyJsonContext.Default.DictionaryStringString);

    private long Horizon() => (_connection.Now() - Recoverable).ToUnixTimeMilliseconds();

    private static ApiKey ReadKey(SqliteDataReader row) => new()
    {
        Id = row.GetString(0),
        ResourceId = row.GetString(10),
        DisplayName = row.GetString(1),
        Last4 = row.GetString(2),
        Project = row.GetString(3),
        CreateTime = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
        DeleteTime = row.IsDBNull(5) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
        LastUsedTime = row.IsDBNull(6) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)),
        Restrictions = JsonSerializer.Deserialize(row.GetString(7), ApiKeyJsonContext.Default.ApiKeyRestrictions)!,
        UpdateTime = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(row.IsDBNull(8) ? 4 : 8)),
        Annotations = row.IsDBNull(9) ? s_noAnnotations : JsonSerializer.Deserialize(row.GetString(9), ApiKeyJsonContext.Default.DictionaryStringString)!,
    };

    private static StoredApiKey ReadStoredKey(SqliteDataReader row) => new(new KeyHash(row.GetFieldValue<byte[]>(11)), ReadKey(row));
}
