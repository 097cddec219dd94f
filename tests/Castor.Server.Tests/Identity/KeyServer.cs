using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Castor.Storage;
using Castor.Storage.Keys;
using Castor.Storage.ServiceAccounts;
using Castor.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;

namespace Castor.Server.Tests.Identity;

/// <summary>A server that takes the keys of its folder, and a second hand on that folder, as the command line is.</summary>
internal sealed class KeyServer : IAsyncDisposable
{
    public const string Generate = "/v1beta/models/gemini-2.5-flash:generateContent";
    private readonly RunningServer _server;
    private readonly HttpClient _client;

    private KeyServer(RunningServer server, FakeClock clock)
    {
        _server = server;
        Clock = clock;
        _client = new HttpClient { BaseAddress = server.Address };
        string folder = server.Services.GetRequiredService<CastorOptions>().DataFolder;
        var database = CastorDatabase.Open(DataFolder.Open(folder), clock);
        Store = new ApiKeyStore(database, clock);
        Accounts = new ServiceAccountStore(database, clock);
        DatabasePath = Path.Combine(folder, CastorDatabase.FileName);
    }

    public FakeClock Clock { get; }

    public ApiKeyStore Store { get; }

    public ServiceAccountStore Accounts { get; }

    public string DatabasePath { get; }

    public IServiceProvider Services => _server.Services;

    public Uri Address => _server.Address;

    public static async Task<KeyServer> StartAsync(AuthMode auth = AuthMode.Keys, ParityProfile parity = ParityProfile.Google, Func<CastorOptions, CastorOptions>? configure = null)
    {
        var clock = new FakeClock();
        RunningServer server = await RunningServer.StartAsync(
            options => (configure ?? (o => o))(options with { Auth = auth, Parity = parity }), services => services.AddSingleton<TimeProvider>(clock));
        return new KeyServer(server, clock);
    }

    /// <summary>Makes a key as the command line does, and waits until the server looks again.</summary>
    public CreatedApiKey Create(ApiKeyRestrictions? restrictions = null, string project = "default")
    {
        CreatedApiKey created = Store.Create(new NewApiKey { DisplayName = "test", Project = project, Restrictions = restrictions ?? ApiKeyRestrictions.None });
        Clock.Advance(TimeSpan.FromSeconds(1));
        return created;
    }

    /// <summary>Makes a service account as the command line does, and waits until the server looks again.</summary>
    public SigningAccount CreateAccount(string project = "acme", params string[] roles)
    {
        var account = SigningAccount.Create(Accounts, $"account-{Accounts.List().Count}", project, roles);
        Clock.Advance(TimeSpan.FromSeconds(1));
        return account;
    }

    /// <summary>Gets an access token for an account as Google's libraries do.</summary>
    public async Task<string> TokenAsync(SigningAccount account)
    {
        (HttpStatusCode status, JsonNode body) = await AssertAsync(account.Sign(account.Claims(Clock.GetUtcNow(), TokenUri)));
        Assert.True(status == HttpStatusCode.OK, body.ToJsonString());
        return (string)body["access_token"]!;
    }

    /// <summary>The <c>token_uri</c> of credentials for this server.</summary>
    public string TokenUri => new Uri(Address, "/token").ToString();

    /// <summary>Sends an assertion to the token server.</summary>
    public Task<(HttpStatusCode Status, JsonNode Body)> AssertAsync(string assertion) => PostFormAsync(
        "/token", ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", assertion));

    public async Task<(HttpStatusCode Status, JsonNode Body)> PostFormAsync(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using HttpResponseMessage response = await _client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }

    /// <summary>The status of a call with a bearer token, and its body.</summary>
    public Task<(HttpStatusCode Status, JsonNode Body)> CallAsync(string path, string token, params (string Name, string Value)[] headers) =>
        SendAsync(path, [("Authorization", $"Bearer {token}"), .. headers]);

    public Task<(HttpStatusCode Status, JsonNode Body)> GenerateAsync(params (string Name, string Value)[] headers) => SendAsync(Generate, headers);

    public async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(string path, params (string Name, string Value)[] headers)
    {
        using HttpResponseMessage response = await SendRawAsync(path, headers);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }

    public async Task<HttpResponseMessage> SendRawAsync(string path, params (string Name, string Value)[] headers)
    {
        bool post = path.Contains(':', StringComparison.Ordinal);
        using var request = new HttpRequestMessage(post ? HttpMethod.Post : HttpMethod.Get, path);
        foreach ((string name, string value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        if (post)
        {
            request.Content = new StringContent("""{"contents":[{"role":"user","parts":[{"text":"hello"}]}]}""", Encoding.UTF8, "application/json");
        }

        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        Store.Dispose();
        Accounts.Dispose();
        await _server.DisposeAsync();
    }
}
