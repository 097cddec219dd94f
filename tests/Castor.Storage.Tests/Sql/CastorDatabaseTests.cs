using Castor.Storage.Keys;
using Castor.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Castor.Storage.Tests.Sql;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CastorDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly FakeClock _clock = new();

    private string FilePath => _temporary.Combine(CastorDatabase.FileName);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Open_ANewFolder_MakesADatabaseForItsOwnerAlone()
    {
        CastorDatabase database = Open();
        using SqliteConnection connection = database.Connect();
        Assert.Equal("wal", Read(connection, "PRAGMA journal_mode"));
        Assert.Equal(SchemaVersions.Newest, connection.ReadNumber("SELECT max(version) FROM schema_version"));
        Assert.All(
            Directory.EnumerateFiles(_temporary.FullPath),
            path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path)));
    }

    [Fact]
    public void Open_Twice_MigratesOnce()
    {
        Open();
        _clock.Advance(TimeSpan.FromDays(1));
        using SqliteConnection connection = Open().Connect();
        Assert.Equal(SchemaVersions.Newest, connection.ReadNumber("SELECT count(*) FROM schema_version"));
        Assert.Equal(_clock.GetUtcNow().AddDays(-1).ToUnixTimeMilliseconds(), connection.ReadNumber("SELECT max(applied_time) FROM schema_version"));
    }

    [Fact]
    public async Task Open_FromManyThreadsAtOnce_MigratesOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(Open, TestContext.Current.CancellationToken)));
        using SqliteConnection connection = Open().Connect();
        Assert.Equal(SchemaVersions.Newest, connection.ReadNumber("SELECT count(*) FROM schema_version"));
    }

    [Fact]
    public void Upgrade_WhileAnotherMakesTheSchema_SeesAllOfItOrNothing()
    {
        DataFolder folder = DataFolder.Open(_temporary.FullPath);
        string path = folder.Combine(CastorDatabase.FileName);
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        connection.Execute("PRAGMA journal_mode = WAL");
        bool done = false;
        SQLitePCL.raw.sqlite3_trace(
            connection.Handle!,
            (_, statement) =>
            {
                // Between the two things that tell whose a database is, another process finishes its migration.
                if (!done && statement.Contains("sqlite_master", StringComparison.Ordinal))
                {
                    done = true;
                    CastorDatabase.Open(folder, _clock);
                }
            },
            null);

        SchemaVersions.Upgrade(connection, _clock, path);

        Assert.True(done);
        Assert.Equal(SchemaVersions.Newest, connection.ReadNumber("SELECT count(*) FROM schema_version"));
    }

    [Fact]
    public void Open_ADatabaseOfANewerVersion_IsRefused()
    {
        using (SqliteConnection connection = Open().Connect())
        {
            connection.Execute("INSERT INTO schema_version (version, applied_time) VALUES (1000, 0)");
        }

        Assert.Contains("newer Castor (schema 1000", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ADatabaseOfAnotherProgram_IsRefusedAndLeftAlone()
    {
        using (var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False"))
        {
            connection.Open();
            connection.Execute("CREATE TABLE things (x)");
        }

        Assert.Contains("another program", Refusal(), StringComparison.Ordinal);
        using var after = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        after.Open();
        Assert.Equal(1, after.ReadNumber("SELECT count(*) FROM sqlite_master"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(100)]
    [InlineData(4096)]
    public void Open_AFileOverwrittenFrom_IsRefusedAsDamaged(int offset)
    {
        using (var store = new ApiKeyStore(Open(), _clock))
        {
            for (int i = 0; i < 50; i++)
            {
                store.Create(new NewApiKey { DisplayName = $"key {i}" });
            }
        }

        byte[] bytes = File.ReadAllBytes(FilePath);
        Assert.True(bytes.Length > 4096);
        bytes.AsSpan(offset).Fill(0xA5);
        File.WriteAllBytes(FilePath, bytes);

        Assert.Contains("damaged", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ATextInPlaceOfTheDatabase_IsRefusedAsDamaged()
    {
        File.WriteAllText(FilePath, new string('x', 5000));
        Assert.Contains("damaged", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AFolderInPlaceOfTheDatabase_IsRefused()
    {
        Directory.CreateDirectory(FilePath);
        Assert.Contains(FilePath, Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AnEmptyFile_BecomesADatabase()
    {
        File.WriteAllText(FilePath, "");
        Open();
        Assert.Empty(new ApiKeyStore(Open(), _clock).List());
    }

    private static string? Read(SqliteConnection connection, string sql) => connection.ReadRows(sql, row => row.GetString(0)).Single();

    private CastorDatabase Open() => CastorDatabase.Open(DataFolder.Open(_temporary.FullPath), _clock);

    private string Refusal()
    {
        DataFolderException refusal = Assert.Throws<DataFolderException>(() =>
        {
            using var store = new ApiKeyStore(Open(), _clock);
            store.List();
        });
        Assert.DoesNotContain('\n', refusal.Message);
        return refusal.Message;
    }
}
