using Microsoft.Data.Sqlite;

namespace Castor.Storage.Sql;

/// <summary>The one connection of a store, for use from several threads, with a clock of whole milliseconds: what is given equals what is read back.</summary>
internal sealed class StoreConnection(CastorDatabase database, TimeProvider time) : IDisposable
{
    private readonly SqliteConnection _connection = database.Connect();
    private readonly Lock _gate = new();

    public DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    public T Run<T>(Func<SqliteConnection, T> action)
    {
        lock (_gate)
        {
            return database.Run(() => action(_connection));
        }
    }

    /// <summary>Runs several statements, all of them or none.</summary>
    public T RunAtOnce<T>(Func<SqliteConnection, T> action) => Run(connection =>
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        T result = action(connection);
        transaction.Commit();
        return result;
    });

    // SQLite does not bear a connection that is closed under a statement.
    public void Dispose()
    {
        lock (_gate)
        {
            _connection.Dispose();
        }
    }
}
