using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Castor.Conformance;
using Castor.Conformance.Running;
using Castor.Server;
using Castor.Server.Identity.Roles;
using Castor.Server.Identity.ServiceAccounts;
using Castor.Storage.Keys;
using Castor.Storage.OAuthClients;
using Castor.Storage.ServiceAccounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(ConformanceHost))]

namespace Castor.Conformance;

/// <summary>Three running servers and the installed clients, shared by all tests.</summary>
public sealed class ConformanceHost : IAsyncLifetime
{
    /// <summary>The project of the service account.</summary>
    public const string Project = "castor-test";

    private const string AccountName = "clients";
    private const string LocalModel = "castor-spark";

    private static readonly string[] s_modelsOnLocalWeights = ["gemini-2.5-flash", "gemini-3-flash-preview", "gemini-3-pro-preview"];

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("castor-conformance-");
    private readonly ConcurrentDictionary<string, Lazy<Task<ScriptRun>>> _runs = new();
    private WebApplication? _open;
    private WebApplication? _keyed;
    private WebApplication? _local;
    private string _rightKey = "";
    private string _restrictedKey = "";
    private string _personKey = "";
    private string _appId = "";
    private string _appSecret = "";

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
        _keyed = CastorServer.Build(new CastorOptions
        {
            Port = 0,
            DataFolder = Path.Combine(_data.FullName, "keyed"),
            Auth = AuthMode.Keys,
            MetadataAccount = ServiceAccount.EmailOf(AccountName, Project),
        });
        ApiKeyStore keys = _keyed.Services.GetRequiredService<ApiKeyStore>();
        _rightKey = keys.Create(new NewApiKey { DisplayName = "clients" }).Secret;
        _restrictedKey = keys.Create(new NewApiKey
        {
            DisplayName = "embeddings only",
            Restrictions = new ApiKeyRestrictions { Methods = ["embedContent", "batchEmbedContents"] },
        }).Secret;
        (OAuthClient app, _appSecret) = _keyed.Services.GetRequiredService<OAuthClientStore>().Create("conformance", Project);
        _appId = app.Id;
        _personKey = keys.Create(new NewApiKey { DisplayName = "person", Project = Project }).Secret;
        string local = Directory.CreateDirectory(Path.Combine(_data.FullName, "local")).FullName;
        await File.WriteAllTextAsync(Path.Combine(local, "models.json"), LocalModels());
        _local = CastorServer.Build(new CastorOptions { Port = 0, DataFolder = local, ScenariosFolder = RepositoryFolders.Scenarios });
        await Task.WhenAll(_open.StartAsync(), _keyed.StartAsync(), _local.StartAsync(), NpmPackages.InstallAsync(RepositoryFolders.Clients));
        await WriteCredentialsAsync(_keyed.Services.GetRequiredService<ServiceAccountStore>());
    }

    /// <summary>The credentials file of a service account of the server that takes only keys and tokens of its own.</summary>
    public string CredentialsPath => Path.Combine(_data.FullName, "credentials.json");

    private string UniverseCredentialsPath => Path.Combine(_data.FullName, "universe.json");

    private async Task WriteCredentialsAsync(ServiceAccountStore accounts)
    {
        ServiceAccount account = accounts.Create(ServiceAccount.EmailOf(AccountName, Project), Project, AccountName, [RoleNames.User, RoleNames.VertexUser])!;
        using var key = RSA.Create(CredentialsFile.KeyBits);
        ServiceAccountKey stored = accounts.AddKey(account.Email, key.ExportSubjectPublicKeyInfo(), replace: false);
        await File.WriteAllTextAsync(CredentialsPath, CredentialsFile.Write(account, stored.Id, key, new Uri(KeysUrl)));
        await File.WriteAllTextAsync(UniverseCredentialsPath, CredentialsFile.Write(account, stored.Id, key, new Uri(KeysUrl), "castor.internal"));
    }

    /// <summary>The environment in which client scripts and samples run.</summary>
    internal Dictionary<string, string> Environment => new()
    {
        ["BASE_URL"] = BaseUrl,
        ["KEYS_URL"] = KeysUrl,
        ["API_KEY"] = "conformance-key",
        ["RIGHT_KEY"] = _rightKey,
        ["RESTRICTED_KEY"] = _restrictedKey,
        ["PERSON_KEY"] = _personKey,
        ["OAUTH_CLIENT_ID"] = _appId,
        ["OAUTH_CLIENT_SECRET"] = _appSecret,
        ["CREDENTIALS_FILE"] = CredentialsPath,
        ["UNIVERSE_CREDENTIALS_FILE"] = UniverseCredentialsPath,
        ["PROJECT"] = Project,
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

    // The likeliest answers, so that two of them are alike where the clients' cases compare them; the limits and traits of the Gemini models that the clients mean.
    private static string LocalModels() => JsonSerializer.Serialize(new
    {
        models = s_modelsOnLocalWeights.Select(name => new { name, like = name, engine = "local", weights = RepositoryFolders.Spark, answeredBy = LocalModel, temperature = 0 }),
    });
}
