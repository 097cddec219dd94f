using System.Security.Cryptography;
using Castor.Storage.Keys;
using Castor.Storage.Secrets;
using Castor.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Castor.Storage.OAuthClients;

/// <summary>The OAuth clients of a data folder; their secrets are kept hashed. Safe for use from several threads, and beside other processes.</summary>
/// <param name="database">The database.</param>
/// <param name="time">The clock.</param>
public sealed class OAuthClientStore(CastorDatabase database, TimeProvider time) : IDisposable
{
    private const string Suffix = ".apps.castor.internal";
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int IdLength = 32;

    private readonly StoreConnection _connection = new(database, time);

    /// <summary>Makes a client; its secret is in the result and nowhere else.</summary>
    public (OAuthClient Client, string Secret) Create(string displayName, string project)
    {
        string secret = SecretFormat.ClientSecret.Create();
        var client = new OAuthClient(RandomNumberGenerator.GetString(Alphabet, IdLength) + Suffix, project, displayName, _connection.Now());
        _connection.Run(c => c.Execute(
            """
            INSERT INTO oauth_clients (id, secret_hash, project, display_name, create_time)
            VALUES ($id, $secretHash, $project, $displayName, $createTime)
            """,
            ("$id", client.Id),
            ("$secretHash", KeyHash.Of(secret).ToArray()),
            ("$project", client.Project),
            ("$displayName", client.DisplayName),
            ("$createTime", client.CreateTime.ToUnixTimeMilliseconds())));
        return (client, secret);
    }

    /// <summary>All clients, oldest first.</summary>
    public IReadOnlyList<OAuthClient> List() => _connection.Run(c => c.ReadRows(
        "SELECT id, project, display_name, create_time FROM oauth_clients ORDER BY create_time, id", ReadClient));

    /// <summary>The client with this id.</summary>
    public OAuthClient? Find(string id) => _connection.Run(c => c.ReadRows(
        "SELECT id, project, display_name, create_time FROM oauth_clients WHERE id = $id", ReadClient, ("$id", id))).FirstOrDefault();

    /// <summary>Whether a secret is the client's own.</summary>
    public bool HasSecret(string id, string secret)
    {
        if (!SecretFormat.ClientSecret.IsWellFormed(secret))
        {
            return false;
        }

        List<byte[]> rows = _connection.Run(c => c.ReadRows(
            "SELECT secret_hash FROM oauth_clients WHERE id = $id", row => row.GetFieldValue<byte[]>(0), ("$id", id)));
        return rows is [var hash] && KeyHash.Of(secret).FixedTimeEquals(new KeyHash(hash));
    }

    /// <summary>Forgets a client and the tokens that it got; false for none.</summary>
    public bool Delete(string id) => _connection.RunAtOnce(c =>
    {
        c.Execute("DELETE FROM tokens WHERE client_id = $id", ("$id", id));
        return c.Execute("DELETE FROM oauth_clients WHERE id = $id", ("$id", id)) > 0;
    });

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private static OAuthClient ReadClient(SqliteDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)));
}
