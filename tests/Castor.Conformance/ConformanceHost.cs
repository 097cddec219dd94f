using System.Collections.Concurrent;
using System.Text.Json;
using Castor.Conformance;
using Castor.Conformance.Running;
using Castor.Server;
using Castor.Storage.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(ConformanceHost))]

namespace Castor.Conformance;

/// <summary>Three running servers and the installed clients, shared by all tests.</summary>
public sealed class ConformanceHost : IAsyncLifetime
{
    private const string LocalModel = "castor-spark";

    private static readonly string[] s_modelsOnLocalWeights = ["gemini-2.5-flash", "gemini-3-flash-preview", "gemini-3-pro-preview"];

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("castor-conformance-");
    private readonly ConcurrentDictionary<string, Lazy<Task<ScriptRun>>> _runs = new();
    private WebApplication? _open;
    private WebApplication? _keyed;
    private WebApplication? _local;
    private string _rightKey = "";
    private string _restrictedKey = "";

    /// <summary>The address of the server that takes any key and knows the scenarios.</summary>
    public string BaseUrl => _open!.Urls.Single();

    /// <summary>The address of the server that takes only keys of its own.</summary>
    public string KeysUrl => _keyed!.Urls.Single();

    public async ValueTask InitializeAsync()
    {
        _open = CastorServer.Build(new CastorOptions
        {
            Port = 0,
            DataFolder = Path.Combine(_data.FullName, "open"),
            ScenariosFolder = RepositoryFolders.Scenarios,
        });
        _keyed = CastorServer.Build(new CastorOptions { Port = 0, DataFolder = Path.Combine(_data.FullName, "keyed"), Auth = AuthMode.Keys });
        ApiKeyStore keys = _keyed.Services.GetRequiredService<ApiKeyStore>();
        _rightKey = keys.Create(new NewApiKey { DisplayName = "clients" }).Secret;
        _restrictedKey = keys.Create(new NewApiKey
        {
            DisplayName = "embeddings only",
            Restrictions = new ApiKeyRestrictions { Methods = ["embedContent", "batchEmbedContents"] },
        }).Secret;
        string local = Directory.CreateDirectory(Path.Combine(_data.FullName, "local")).FullName;
        await File.WriteAllTextAsync(Path.Combine(local, "models.json"), LocalModels());
        _local = CastorServer.Build(new CastorOptions { Port = 0, DataFolder = local, ScenariosFolder = RepositoryFolders.Scenarios });
        await Task.WhenAll(_open.StartAsync(), _keyed.StartAsync(), _local.StartAsync(), NpmPackages.InstallAsync(RepositoryFolders.Clients));
    }

    /// <summary>The environment in which client scripts and samples run.</summary>
    internal Dictionary<string, string> Environment => new()
    {
        ["BASE_URL"] = BaseUrl,
        ["KEYS_URL"] = KeysUrl,
        ["API_KEY"] = "conformance-key",
        ["RIGHT_KEY"] = _rightKey,
        ["RESTRICTED_KEY"] = _restrictedKey,
        ["GEMINI_API_KEY"] = "conformance-key",
        ["GOOGLE_GEMINI_BASE_URL"] = BaseUrl,
        ["NO_PROXY"] = "127.0.0.1",
    };

    /// <summary>The run of a script, shared by the tests of its cases.</summary>
    internal Task<ScriptRun> RunAsync(string script) => RunAsync(script, Environment);

    /// <summary>The run of a script's cases against local weights.</summary>
    internal Task<ScriptRun> RunOnLocalWeightsAsync(string script, IEnumerable<string> cases) => RunAsync(
        $"{script} --only {string.Join(' ', cases)}",
        new Dictionary<string, string>(Environment)
        {
            ["BASE_URL"] = _local!.Urls.Single(),
            ["GOOGLE_GEMINI_BASE_URL"] = _local.Urls.Single(),
            ["ENGINE"] = "local",
            ["ANSWERED_BY"] = LocalModel,
        });

    public async ValueTask DisposeAsync()
    {
        foreach (WebApplication? server in (WebApplication?[])[_open, _keyed, _local])
        {
            if (server is not null)
            {
                await server.StopAsync();
                await server.DisposeAsync();
            }
        }

        _data.Delete(recursive: true);
    }

    private Task<ScriptRun> RunAsync(string script, Dictionary<string, string> environment) =>
        _runs.GetOrAdd(script, key => new Lazy<Task<ScriptRun>>(() => ScriptRun.RunAsync(key, environment))).Value;

    // The likeliest answers, so that two of them are alike where the clients' cases compare them.
    private static string LocalModels() => JsonSerializer.Serialize(new
    {
        models = s_modelsOnLocalWeights.Select(name => new { name, engine = "local", weights = RepositoryFolders.Spark, answeredBy = LocalModel, temperature = 0 }),
    });
}
