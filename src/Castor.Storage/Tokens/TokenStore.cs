using Castor.Storage.Keys;
using Castor.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Castor.Storage.Tokens;

/// <summary>The tokens in force of a data folder, by their hashes. Safe for use from several threads, and beside other processes.</summary>
/// <param name="database">The database.</param>
/// <param name="time">The clock.</param>
public sealed class TokenStore(CastorDatabase database, TimeProvider time) : IDisposable
{
    private const string Columns = "kind, grant_id, email, key_id, client_id, scopes, redirect_uri, challenge, expire_time";

    private readonly StoreConnection _connection = new(database, time);

    /// <summary>Makes a token. Its text is the result and nowhere else.</summary>
    /// <param name="kind">What it is good for.</param>
    /// <param name="grant">What it stands for.</param>
    /// <param name="lifetime">How long; null for ever.</param>
    public string Issue(TokenKind kind, TokenGrant grant, TimeSpan? lifetime)
    {
        string token = TokenFormats.Of(kind).Create();
        DateTimeOffset now = _connection.Now();
        _connection.RunAtOnce(c =>
        {
            c.Execute("DELETE FROM tokens WHERE expire_time <= $now", ("$now", now.ToUnixTimeMilliseconds()));
            return c.Execute(
                """
                INSERT INTO tokens (hash, kind, grant_id, email, key_id, client_id, scopes, redirect_uri, challenge, create_time, expire_time)
                VALUES ($hash, $kind, $grantId, $email, $keyId, $clientId, $scopes, $redirectUri, $challenge, $createTime, $expireTime)
                """,
                ("$hash", KeyHash.Of(token).ToArray()),
                ("$kind", kind.ToString()),
                ("$grantId", grant.Id),
                ("$email", grant.Email),
                ("$keyId", grant.KeyId),
                ("$clientId", grant.ClientId),
                ("$scopes", grant.Scopes),
                ("$redirectUri", grant.RedirectUri),
                ("$challenge", grant.Challenge),
                ("$createTime", now.ToUnixTimeMilliseconds()),
                ("$expireTime", (now + lifetime)?.ToUnixTimeMilliseconds()));
        });
        return token;
    }

    /// <summary>The token in force with this text; null for none.</summary>
    public StoredToken? Find(TokenKind kind, ReadOnlySpan<char> token)
    {
        if (!TokenFormats.Of(kind).IsWellFormed(token))
        {
            return null;
        }

        var hash = KeyHash.Of(token);
        return _connection.Run(c => Read(c, kind, hash));
    }

    /// <summary>Finds a token in force and ends it, so that it counts once.</summary>
    public StoredToken? Take(TokenKind kind, ReadOnlySpan<char> token)
    {
        if (!TokenFormats.Of(kind).IsWellFormed(token))
        {
            return null;
        }

        var hash = KeyHash.Of(token);
        return _connection.RunAtOnce(c =>
        {
            StoredToken? found = Read(c, kind, hash);
            c.Execute("DELETE FROM tokens WHERE hash = $hash", ("$hash", hash.ToArray()));
            return found;
        });
    }

    /// <summary>Ends all tokens of a grant.</summary>
    public void Revoke(string grantId) => _connection.Run(c => c.Execute("DELETE FROM tokens WHERE grant_id = $grantId", ("$grantId", grantId)));

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private StoredToken? Read(SqliteConnection connection, TokenKind kind, KeyHash hash)
    {
        List<(KeyHash Hash, StoredToken Token)> rows = connection.ReadRows(
            $"SELECT {Columns}, hash FROM tokens WHERE hash = $hash AND kind = $kind AND (expire_time IS NULL OR expire_time > $now)",
            ReadToken,
            ("$hash", hash.ToArray()),
            ("$kind", kind.ToString()),
            ("$now", _connection.Now().ToUnixTimeMilliseconds()));
        return rows is [var row] && row.Hash.FixedTimeEquals(hash) ? row.Token : null;
    }

    private static (KeyHash Hash, StoredToken Token) ReadToken(SqliteDataReader row)
    {
        var grant = new TokenGrant
        {
            Id = row.GetString(1),
            Email = Text(row, 2),
            KeyId = Text(row, 3),
            ClientId = Text(row, 4),
            Scopes = row.GetString(5),
            RedirectUri = Text(row, 6),
            Challenge = Text(row, 7),
        };
        DateTimeOffset? expires = row.IsDBNull(8) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(8));
        return (new KeyHash(row.GetFieldValue<byte[]>(9)), new StoredToken(Enum.Parse<TokenKind>(row.GetString(0)), grant, expires));
    }

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
