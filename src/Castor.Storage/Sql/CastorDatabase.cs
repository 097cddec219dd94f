using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Castor.Storage.Sql;

/// <summary>The SQLite database of a data folder, at the newest schema. Several processes may use it at once.</summary>
public sealed class CastorDatabase
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "castor.db";

    /// <summary>How long a statement waits for another process to finish writing.</summary>
    internal const int BusySeconds = 5;

    private readonly string _path;
    private readonly string _connectionString;

    private CastorDatabase(string path)
    {
        _path = path;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ToString();
    }

    /// <summary>Opens the database of a folder, making it and bringing its schema up to date where needed.</summary>
    /// <exception cref="DataFolderException">The database is damaged, was written by a newer Castor, or cannot be written.</exception>
    public static CastorDatabase Open(DataFolder folder, TimeProvider time)
    {
        folder.EnsureFile(FileName);
        var database = new CastorDatabase(folder.Combine(FileName));
        database.Run(() =>
        {
            using SqliteConnection connection = database.OpenConnection();
            connection.Execute("PRAGMA journal_mode = WAL");
            SchemaVersions.Upgrade(connection, time, database._path);
            return true;
        });
        return database;
    }

    /// <summary>A new connection; the caller closes it.</summary>
    internal SqliteConnection Connect() => Run(OpenConnection);

    /// <summary>Runs an action and tells failures of the database in the operator's words.</summary>
    internal T Run<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException e)
        {
            throw new DataFolderException(Explain(e), e);
        }
        catch (Exception e) when (e is JsonException or InvalidCastException)
        {
            throw new DataFolderException(Damaged, e);
        }
    }

    private string Damaged => $"{_path} is damaged or no database. Put a copy back, or move it away to start with an empty one.";

    private SqliteConnection OpenConnection()
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            connection.Execute($"PRAGMA busy_timeout = {BusySeconds * 1000}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private string Explain(SqliteException e) => e.SqliteErrorCode switch
    {
        SqliteCodes.Corrupt or SqliteCodes.NotADatabase => Damaged,
        SqliteCodes.ReadOnly or SqliteCodes.Permission or SqliteCodes.CannotOpen or SqliteCodes.Authorization =>
            $"{_path} cannot be opened for writing. Check the rights of the file and of its folder.",
        SqliteCodes.Full => $"{_path} cannot grow: the disk is full.",
        SqliteCodes.Busy or SqliteCodes.Locked => $"{_path} is held by another process for more than {BusySeconds} seconds.",
        _ => $"{_path} cannot be used: {e.Message}",
    };
}
