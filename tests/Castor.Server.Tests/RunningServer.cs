using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Castor.Server.Tests;

/// <summary>A real server on a free port of loopback, with a data folder of its own.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private RunningServer(WebApplication app, string folder)
    {
        _app = app;
        _folder = folder;
        Address = new Uri(app.Urls.First());
        Client = new HttpClient { BaseAddress = Address };
        Client.DefaultRequestHeaders.Add("x-goog-api-key", "test");
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>A client that sends a key.</summary>
    public HttpClient Client { get; }

    /// <summary>The services of the server.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts a server.</summary>
    /// <param name="configure">Changes the options.</param>
    /// <param name="services">Adds or replaces services, such as the clock or an engine.</param>
    public static async Task<RunningServer> StartAsync(
        Func<CastorOptions, CastorOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        string folder = Directory.CreateTempSubdirectory("castor-test-").FullName;
        try
        {
            var options = new CastorOptions { Port = 0, DataFolder = folder };
            WebApplication app = CastorServer.Build(configure?.Invoke(options) ?? options, services);
            await app.StartAsync(TestContext.Current.CancellationToken);
            return new RunningServer(app, folder);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Posts JSON text as it stands.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, string json)
    {
        var content = new StringContent(json, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return Client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    /// <summary>Posts JSON text and reads the JSON of the answer, whatever its status.</summary>
    public async Task<JsonNode> PostForJsonAsync(string path, string json)
    {
        using HttpResponseMessage response = await PostAsync(path, json);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>Gets the JSON of an answer, whatever its status.</summary>
    public async Task<JsonNode> GetForJsonAsync(string path)
    {
        using HttpResponseMessage response = await Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
