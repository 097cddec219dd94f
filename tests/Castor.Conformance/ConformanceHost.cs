using System.Collections.Concurrent;
using Castor.Conformance;
using Castor.Conformance.Running;
using Castor.Server;
using Castor.Storage.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(ConformanceHost))]

namespace Castor.Conformance;

/// <summary>Two running servers and the installed clients, shared by all tests.</summary>
public sealed class ConformanceHost : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("castor-conformance-");
    private readonly ConcurrentDictionary<string, Lazy<Task<ScriptRun>>> _runs = new();
    private WebApplication? _open;
    private WebApplication? _keyed;
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
        await Task.WhenAll(_open.StartAsync(), _keyed.StartAsync(), NpmPackages.InstallAsync(RepositoryFolders.Clients));
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
    internal Task<ScriptRun> RunAsync(string script) =>
        _runs.GetOrAdd(script, key => new Lazy<Task<ScriptRun>>(() => ScriptRun.RunAsync(key, Environment))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (WebApplication? server in (WebApplication?[])[_open, _keyed])
        {
            if (server is not null)
            {
                await server.StopAsync();
                await server.DisposeAsync();
            }
        }

        _data.Delete(recursive: true);
    }
}
