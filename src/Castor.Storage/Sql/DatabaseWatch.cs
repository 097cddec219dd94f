namespace Castor.Storage.Sql;

/// <summary>Tells when a database has changed. It has a connection of its own, which never writes, so that changes of this process are seen too.</summary>
public sealed class DatabaseWatch(CastorDatabase database, TimeProvider time) : IDisposable
{
    private readonly StoreConnection _connection = new(database, time);

    /// <summary>A number that changes when the database has changed. Reads no table.</summary>
    /// <exception cref="DataFolderException">The database cannot be read.</exception>
    public long ReadDataVersion() => _connection.Run(c => c.ReadNumber("PRAGMA data_version"));

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();
}
