using System.Net;
using System.Text.Json.Nodes;

namespace Castor.Server.Tests.FrontEnd;

public sealed class HostCheckTests
{
    private const string Models = "/v1beta/models?pageSize=1";

    [Theory]
    [InlineData("localhost:9999", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:8420", HttpStatusCode.OK)]
    [InlineData("rebound.evil.test:8420", HttpStatusCode.Forbidden)]
    [InlineData("192.0.2.1", HttpStatusCode.Forbidden)]
    public async Task Call_ByHost_IsForLoopbackNamesAlone(string host, HttpStatusCode expected)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        foreach (string path in (string[])[Models, "/healthz"])
        {
            Assert.Equal(expected, (await SendAsync(server, host, path)).Status);
        }
    }

    [Fact]
    public async Task Refusal_OfAHost_IsAnErrorOfTheApi()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        JsonNode error = JsonNode.Parse((await SendAsync(server, "evil.test", Models)).Body)!["error"]!;
        Assert.Equal(("PERMISSION_DENIED", 403), ((string)error["status"]!, (int)error["code"]!));
        Assert.StartsWith("Requests for host evil.test are blocked.", (string)error["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ToAServerThatOthersReach_MayHaveAnyHostButNeedsAKey()
    {
        await using RunningServer server = await RunningServer.StartAsync(options => options with { Host = "0.0.0.0", Auth = AuthMode.Keys });
        (HttpStatusCode status, string body) = await SendAsync(server, "castor.example.com", Models);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("API_KEY_INVALID", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_OfHttp10WithoutAHost_IsAnswered()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Exchange exchange = await Exchange.ConnectAsync(server.Address);
        await exchange.SendAsync("GET /healthz HTTP/1.0\r\n\r\n");
        Assert.Contains("200 OK", await exchange.ReadUntilAsync("ok\n"), StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(RunningServer server, string host, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(server.Address) { Host = "127.0.0.1" }.Uri + path.TrimStart('/'));
        request.Headers.Host = host;
        using HttpResponseMessage response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
