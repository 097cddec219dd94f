using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Castor.Storage;
using Castor.Storage.Keys;
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
        Store = new ApiKeyStore(CastorDatabase.Open(DataFolder.Open(folder), clock), clock);
    }

    public FakeClock Clock { get; }

    public ApiKeyStore Store { get; }

    public IServiceProvider Services => _server.Services;

    public Uri Address => _server.Address;

    public static async Task<KeyServer> StartAsync(AuthMode auth = AuthMode.Keys, ParityProfile parity = ParityProfile.Google)
    {
        var clock = new FakeClock();
        RunningServer server = await RunningServer.StartAsync(
            options => options with { Auth = auth, Parity = parity }, services => services.AddSingleton<TimeProvider>(clock));
        return new KeyServer(server, clock);
    }

    /// <summary>Makes a key as the command line does, and waits until the server looks again.</summary>
    public CreatedApiKey Create(ApiKeyRestrictions? restrictions = null, string project = "default")
    {
        CreatedApiKey created = Store.Create(new NewApiKey { DisplayName = "test", Project = project, Restrictions = restrictions ?? ApiKeyRestrictions.None });
        Clock.Advance(TimeSpan.FromSeconds(1));
        return created;
    }

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
        await _server.DisposeAsync();
    }
}
