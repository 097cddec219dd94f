using System.Diagnostics;
using System.Runtime.CompilerServices;
using Castor.Storage.Keys;
using Castor.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Castor.Storage.Tests.Sql;

/// <summary>This very program, run once more as a process that writes keys until it is killed.</summary>
internal static class WriterProcess
{
    private const string Variable = "CASTOR_TEST_WRITES_TO";
    private const string HalfWay = "half way";

    /// <summary>Starts a process that makes keys, telling the id of each, and then stops in the middle of a transaction.</summary>
    public static Process Start(string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(WriterProcess).Assembly.Location);
        }

        start.Environment[Variable] = folder;
        return Process.Start(start)!;
    }

    /// <summary>The ids that the process has told, once it is in the middle of its last transaction.</summary>
    public static async Task<List<string>> ReadUntilHalfWayAsync(Process process, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line && line != HalfWay)
        {
            ids.Add(line);
        }

        return ids;
    }

    [ModuleInitializer]
    internal static void WriteWhereAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } folder)
        {
            return;
        }

        CastorDatabase database = CastorDatabase.Open(DataFolder.Open(folder), TimeProvider.System);
        using var store = new ApiKeyStore(database, TimeProvider.System);
        for (int i = 0; i < 20; i++)
        {
            Console.WriteLine(store.Create(new NewApiKey { DisplayName = $"key {i}" }).Key.Id);
        }

        using SqliteConnection connection = database.Connect();
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        connection.Execute("PRAGMA cache_size = 1");
        connection.Execute("UPDATE api_keys SET display_name = 'lost', delete_time = 1");
        connection.Execute("CREATE TABLE lost AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000) SELECT i, randomblob(200) FROM n");
        Console.WriteLine(HalfWay);
        Console.Out.Flush();

        // Until it is killed, or the tests are gone that would.
        Console.In.ReadToEnd();
        Environment.Exit(1);
    }
}
