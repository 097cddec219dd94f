using Microsoft.Data.Sqlite;

namespace Castor.Storage.Sql;

/// <summary>The versions of the schema, and the way from each to the next.</summary>
internal static class SchemaVersions
{
    /// <summary>"CSTR": marks a file as a database of Castor.</summary>
    private const int ApplicationId = 0x43535452;

    /// <summary>The statements that lead to version 1, 2, ... A row that has been released is never changed.</summary>
    private static readonly string[] s_steps =
    [
        """
        CREATE TABLE api_keys (
            id               TEXT    NOT NULL PRIMARY KEY,
            hash             BLOB    NOT NULL UNIQUE CHECK (length(hash) = 32),
            last4            TEXT    NOT NULL,
            display_name     TEXT    NOT NULL,
            project          TEXT    NOT NULL,
            restrictions     TEXT    NOT NULL,
            create_time      INTEGER NOT NULL,
            delete_time      INTEGER,
            last_used_time   INTEGER
        ) WITHOUT ROWID;
        CREATE INDEX api_keys_display_name ON api_keys (display_name);
        """,
        """
        ALTER TABLE api_keys ADD COLUMN update_time INTEGER;
        ALTER TABLE api_keys ADD COLUMN annotations TEXT;
        CREATE TABLE service_accounts (
            email            TEXT    NOT NULL PRIMARY KEY,
            unique_id        TEXT    NOT NULL UNIQUE,
            project          TEXT    NOT NULL,
            display_name     TEXT    NOT NULL,
            roles            TEXT    NOT NULL,
            disabled         INTEGER NOT NULL,
            create_time      INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE service_account_keys (
            id               TEXT    NOT NULL PRIMARY KEY,
            email            TEXT    NOT NULL,
            public_key       BLOB    NOT NULL,
            create_time      INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX service_account_keys_email ON service_account_keys (email);
        CREATE TABLE oauth_clients (
            id               TEXT    NOT NULL PRIMARY KEY,
            secret_hash      BLOB    NOT NULL CHECK (length(secret_hash) = 32),
            project          TEXT    NOT NULL,
            display_name     TEXT    NOT NULL,
            create_time      INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE tokens (
            hash             BLOB    NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
            kind             TEXT    NOT NULL,
            grant_id         TEXT    NOT NULL,
            email            TEXT,
            key_id           TEXT,
            client_id        TEXT,
            scopes           TEXT    NOT NULL,
            redirect_uri     TEXT,
            challenge        TEXT,
            create_time      INTEGER NOT NULL,
            expire_time      INTEGER
        ) WITHOUT ROWID;
        CREATE INDEX tokens_grant ON tokens (grant_id);
        CREATE INDEX tokens_expire_time ON tokens (expire_time);
        """,
        """
        ALTER TABLE api_keys ADD COLUMN resource_id TEXT;
        CREATE UNIQUE INDEX api_keys_resource_id ON api_keys (project, coalesce(resource_id, id));
        """,
    ];

    public static int Newest => s_steps.Length;

    /// <summary>Brings a database to the newest version; all of it or nothing of it.</summary>
    /// <exception cref="DataFolderException">The file is another program's, or of a newer version.</exception>
    public static void Upgrade(SqliteConnection connection, TimeProvider time, string path)
    {
        // In a transaction, since another process may make the schema between the statements that read it.
        using (connection.BeginTransaction(deferred: true))
        {
            if (ReadVersion(connection, path) == Newest)
            {
                return;
            }
        }

        // Immediate: of several processes that start at once, the first migrates and the others wait and find it done.
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        long version = ReadVersion(connection, path);
        if (version == 0)
        {
            connection.Execute($"PRAGMA application_id = {ApplicationId}");
            connection.Execute("CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY, applied_time INTEGER NOT NULL)");
        }

        for (int next = (int)version + 1; next <= Newest; next++)
        {
            connection.Execute(s_steps[next - 1]);
            connection.Execute(
                "INSERT INTO schema_version (version, applied_time) VALUES ($version, $time)",
                ("$version", next),
                ("$time", time.GetUtcNow().ToUnixTimeMilliseconds()));
        }

        transaction.Commit();
    }

    private static long ReadVersion(SqliteConnection connection, string path)
    {
        long applicationId = connection.ReadNumber("PRAGMA application_id");
        if (applicationId != ApplicationId)
        {
            return applicationId == 0 && connection.ReadNumber("SELECT count(*) FROM sqlite_master") == 0
                ? 0
                : throw new DataFolderException($"{path} is a database of another program. Name another folder with --data.");
        }

        long version = connection.ReadNumber("SELECT max(version) FROM schema_version");
        return version <= Newest
            ? version
            : throw new DataFolderException(
                $"{path} was written by a newer Castor (schema {version}, this one knows {Newest}). Update Castor, or name another folder with --data.");
    }
}
