using System.Security.Cryptography;
using Castor.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Castor.Storage.ServiceAccounts;

/// <summary>The service accounts of a data folder and their public keys. Safe for use from several threads, and beside other processes.</summary>
/// <param name="database">The database.</param>
/// <param name="time">The clock.</param>
public sealed class ServiceAccountStore(CastorDatabase database, TimeProvider time) : IDisposable
{
    private const string Columns = "email, unique_id, project, display_name, roles, disabled, create_time";
    private const string KeyColumns = "id, email, public_key, create_time";
    private const string Digits = "0123456789";
    private const int UniqueIdLength = 20;
    private const int KeyIdLength = 40;

    private readonly StoreConnection _connection = new(database, time);

    /// <summary>Makes an account; null where its address is taken.</summary>
    /// <param name="email">The address.</param>
    /// <param name="project">The project.</param>
    /// <param name="displayName">A name for people.</param>
    /// <param name="roles">The names of its roles.</param>
    public ServiceAccount? Create(string email, string project, string displayName, IReadOnlyList<string> roles)
    {
        var account = new ServiceAccount
        {
            Email = email,
            UniqueId = "1" + RandomNumberGenerator.GetString(Digits, UniqueIdLength),
            Project = project,
            DisplayName = displayName,
            Roles = roles,
            CreateTime = _connection.Now(),
        };
        int made = _connection.Run(c => c.Execute(
            """
            INSERT INTO service_accounts (email, unique_id, project, display_name, roles, disabled, create_time)
            VALUES ($email, $uniqueId, $project, $displayName, $roles, 0, $createTime)
            ON CONFLICT (email) DO NOTHING
            """,
            ("$email", account.Email),
            ("$uniqueId", account.UniqueId),
            ("$project", account.Project),
            ("$displayName", account.DisplayName),
            ("$roles", string.Join(' ', account.Roles)),
            ("$createTime", account.CreateTime.ToUnixTimeMilliseconds())));
        return made > 0 ? account : null;
    }

    /// <summary>All accounts, by project and address.</summary>
    public IReadOnlyList<ServiceAccount> List() => _connection.Run(c => c.ReadRows(
        $"SELECT {Columns} FROM service_accounts ORDER BY project, email", ReadAccount));

    /// <summary>The account with this address, also one that is disabled.</summary>
    public ServiceAccount? Find(string email) => _connection.Run(c => c.ReadRows(
        $"SELECT {Columns} FROM service_accounts WHERE email = $email", ReadAccount, ("$email", email))).FirstOrDefault();

    /// <summary>Refuses an account, or takes it again; false for none.</summary>
    public bool SetDisabled(string email, bool disabled) => _connection.Run(c => c.Execute(
        "UPDATE service_accounts SET disabled = $disabled WHERE email = $email", ("$email", email), ("$disabled", disabled ? 1 : 0))) > 0;

    /// <summary>Forgets an account, its keys and its tokens; false for none.</summary>
    public bool Delete(string email) => _connection.RunAtOnce(c =>
    {
        c.Execute("DELETE FROM tokens WHERE email = $email", ("$email", email));
        c.Execute("DELETE FROM service_account_keys WHERE email = $email", ("$email", email));
        return c.Execute("DELETE FROM service_accounts WHERE email = $email", ("$email", email)) > 0;
    });

    /// <summary>Adds a public key to an account.</summary>
    /// <param name="email">The account.</param>
    /// <param name="publicKey">A SubjectPublicKeyInfo in DER.</param>
    /// <param name="replace">Whether the keys before it, and the tokens that they got, lose their force.</param>
    public ServiceAccountKey AddKey(string email, ReadOnlyMemory<byte> publicKey, bool replace) => _connection.RunAtOnce(c =>
    {
        if (replace)
        {
            c.Execute("DELETE FROM tokens WHERE email = $email", ("$email", email));
            c.Execute("DELETE FROM service_account_keys WHERE email = $email", ("$email", email));
        }

        var key = new ServiceAccountKey(RandomNumberGenerator.GetHexString(KeyIdLength, lowercase: true), email, publicKey, _connection.Now());
        c.Execute(
            "INSERT INTO service_account_keys (id, email, public_key, create_time) VALUES ($id, $email, $publicKey, $createTime)",
            ("$id", key.Id),
            ("$email", email),
            ("$publicKey", publicKey.ToArray()),
            ("$createTime", key.CreateTime.ToUnixTimeMilliseconds()));
        return key;
    });

    /// <summary>The keys of an account, oldest first.</summary>
    public IReadOnlyList<ServiceAccountKey> ListKeys(string email) => _connection.Run(c => c.ReadRows(
        $"SELECT {KeyColumns} FROM service_account_keys WHERE email = $email ORDER BY create_time, id", ReadKey, ("$email", email)));

    /// <summary>Takes one key from an account; false for none.</summary>
    public bool DeleteKey(string email, string id) => _connection.Run(c => c.Execute(
        "DELETE FROM service_account_keys WHERE id = $id AND email = $email", ("$id", id), ("$email", email))) > 0;

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private static ServiceAccount ReadAccount(SqliteDataReader row) => new()
    {
        Email = row.GetString(0),
        UniqueId = row.GetString(1),
        Project = row.GetString(2),
        DisplayName = row.GetString(3),
        Roles = row.GetString(4).Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Disabled = row.GetInt64(5) != 0,
        CreateTime = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)),
    };

    private static ServiceAccountKey ReadKey(SqliteDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetFieldValue<byte[]>(2), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)));
}
