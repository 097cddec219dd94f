using System.Net;
using System.Text.Json.Nodes;

namespace Castor.Server.Tests.Parity;

/// <summary>A server of each profile, shared by the tests of a class.</summary>
public sealed class TwinServers : IAsyncLifetime
{
    public const string Developer = "/v1beta/models/";
    public const string Vertex = "/v1beta1/projects/p/locations/global/publishers/google/models/";

    private RunningServer? _google;
    private RunningServer? _merged;

    /// <summary>The server on which each twin is as Google's own.</summary>
    public RunningServer Google => _google!;

    /// <summary>The server on which either twin takes what both take.</summary>
    public RunningServer Merged => _merged!;

    public async ValueTask InitializeAsync()
    {
        _google = await RunningServer.StartAsync();
        _merged = await RunningServer.StartAsync(options => options with { Parity = ParityProfile.Merged });
    }

    /// <summary>Posts to a twin of a server, and reads status and JSON.</summary>
    public static async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(RunningServer server, string twin, string method, string json, string model = "gemini-2.5-flash")
    {
        using HttpResponseMessage response = await server.PostAsync($"{twin}{model}:{method}", json);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }

    /// <summary>The message of a refusal; null for an answer.</summary>
    public static async Task<string?> RefusalAsync(RunningServer server, string twin, string json, string model = "gemini-2.5-flash", string method = "generateContent")
    {
        (_, JsonNode body) = await PostAsync(server, twin, method, json, model);
        return (string?)(body is JsonArray array ? array[0] : body)!["error"]?["message"];
    }

    /// <summary>The chunks of a stream.</summary>
    public static async Task<IReadOnlyList<JsonNode>> StreamAsync(RunningServer server, string twin, string json, string model = "gemini-2.5-flash")
    {
        using HttpResponseMessage response = await server.PostAsync($"{twin}{model}:streamGenerateContent?alt=sse", json);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return [.. text.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries).Select(e => JsonNode.Parse(e["data: ".Length..])!)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (RunningServer? server in (RunningServer?[])[_google, _merged])
        {
            if (server is not null)
            {
                await server.DisposeAsync();
            }
        }
    }
}
