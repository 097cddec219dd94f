using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Castor.Server.Tests.FrontEnd;

/// <summary>Which pages may call, and what their browsers are told.</summary>
public sealed class CorsTests
{
    private const string Generate = "/v1beta/models/gemini-2.5-flash:generateContent";
    private const string Hello = """{"contents":[{"parts":[{"text":"hello"}]}]}""";

    [Theory]
    [InlineData("http://localhost:3000")]
    [InlineData("https://localhost")]
    [InlineData("http://127.0.0.1:5173")]
    [InlineData("http://[::1]:8080")]
    [InlineData("https://app.example.com")]
    [InlineData("chrome-extension://abcdefghijklmnop")]
    public async Task Call_OfAnAllowedPage_IsAnsweredWithItsOrigin(string origin)
    {
        await using RunningServer server = await StartAsync();
        using HttpResponseMessage response = await SendAsync(server, HttpMethod.Post, Generate, ("Origin", origin));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(origin, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("X-Castor-Engine", response.Headers.GetValues("Access-Control-Expose-Headers").Single(), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Theory]
    [InlineData("https://evil.test")]
    [InlineData("null")]
    [InlineData("http://localhost.evil.test")]
    [InlineData("http://localhost:3000@evil.test")]
    [InlineData("http://app.example.com")]
    [InlineData("https://app.example.com:8443")]
    [InlineData("https://app.example.com.evil.test")]
    [InlineData("https://other.example.com")]
    [InlineData("localhost")]
    [InlineData("ftp://localhost")]
    [InlineData("http://")]
    public async Task Call_OfAnyOtherPage_IsStoppedBeforeItDoesAnything(string origin)
    {
        await using RunningServer server = await StartAsync();
        foreach (string path in (string[])[Generate, "/healthz", "/nowhere"])
        {
            using HttpResponseMessage response = await SendAsync(server, HttpMethod.Post, path, ("Origin", origin));
            string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
            Assert.Equal("ORIGIN_BLOCKED", (string)JsonNode.Parse(body)!["error"]!["details"]![0]!["reason"]!);
            Assert.False(response.Headers.Contains("x-castor-engine"));
        }
    }

    [Fact]
    public async Task Call_WithTwoOrigins_IsStopped()
    {
        await using RunningServer server = await StartAsync();
        using Exchange exchange = await Exchange.ConnectAsync(server.Address);
        await exchange.SendAsync("GET /healthz HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nOrigin: https://evil.test\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 403", await exchange.ReadUntilAsync("ORIGIN_BLOCKED"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preflight_OfAnAllowedPage_HasGooglesAnswer()
    {
        await using RunningServer server = await StartAsync();
        using HttpResponseMessage response = await SendAsync(
            server,
            HttpMethod.Options,
            Generate,
            ("Origin", "http://localhost:3000"),
            ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "content-type,x-goog-api-client,x-goog-api-key"),
            ("Access-Control-Request-Private-Network", "true"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("http://localhost:3000", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT", response.Headers.GetValues("Access-Control-Allow-Methods").Single());
        Assert.Equal("content-type,x-goog-api-client,x-goog-api-key", response.Headers.GetValues("Access-Control-Allow-Headers").Single());
        Assert.Equal("3600", response.Headers.GetValues("Access-Control-Max-Age").Single());
        Assert.Equal("true", response.Headers.GetValues("Access-Control-Allow-Private-Network").Single());
        Assert.Equal(["Origin", "X-Origin", "Referer"], response.Headers.Vary);
        Assert.Equal(0, response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Preflight_OfAnotherPage_IsRefused()
    {
        await using RunningServer server = await StartAsync();
        using HttpResponseMessage response = await SendAsync(
            server, HttpMethod.Options, Generate, ("Origin", "https://evil.test"), ("Access-Control-Request-Method", "POST"));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Failure_ToldToAnAllowedPage_CanBeReadByIt()
    {
        await using RunningServer server = await StartAsync();
        using HttpResponseMessage response = await SendAsync(
            server, HttpMethod.Post, "/v1beta/models/none:generateContent", ("Origin", "http://localhost:3000"));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("http://localhost:3000", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Theory]
    [InlineData("cross-site", "no-cors", HttpStatusCode.Forbidden)]
    [InlineData("cross-site", "cors", HttpStatusCode.Forbidden)]
    [InlineData("cross-site", "navigate", HttpStatusCode.OK)]
    [InlineData("same-origin", "no-cors", HttpStatusCode.OK)]
    [InlineData("none", "navigate", HttpStatusCode.OK)]
    [InlineData(null, "cors", HttpStatusCode.OK)]
    [InlineData(null, null, HttpStatusCode.OK)]
    public async Task Call_WithoutAnOrigin_IsStoppedWhereABrowserSaysItIsAnotherSites(string? site, string? mode, HttpStatusCode expected)
    {
        await using RunningServer server = await StartAsync();
        (string, string)[] headers = [.. new[] { ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode) }.Where(h => h.Item2 is not null).Select(h => (h.Item1, h.Item2!))];
        using HttpResponseMessage response = await SendAsync(server, HttpMethod.Get, "/v1beta/models", headers);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Call_OfThePageOfTheServerItself_IsAnswered()
    {
        await using RunningServer server = await RunningServer.StartAsync(options => options with { Host = "0.0.0.0", Auth = AuthMode.Keys });
        using HttpResponseMessage own = await SendAsync(server, HttpMethod.Get, "/healthz", ("Host", "castor.example.com:8420"), ("Origin", "http://castor.example.com:8420"));
        using HttpResponseMessage other = await SendAsync(server, HttpMethod.Get, "/healthz", ("Host", "castor.example.com:8420"), ("Origin", "http://example.com:8420"));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (own.StatusCode, other.StatusCode));
    }

    [Theory]
    [InlineData("app.example.com")]
    [InlineData("https://app.example.com/path")]
    [InlineData("https://*.example.com")]
    [InlineData("*")]
    [InlineData("null")]
    [InlineData("https://user@example.com")]
    [InlineData("")]
    public void Build_WithAnOriginThatIsNone_SaysSo(string origin)
    {
        string folder = Path.Combine(Path.GetTempPath(), $"castor-test-{Guid.NewGuid():N}");
        CastorOptionsException refusal = Assert.Throws<CastorOptionsException>(
            () => CastorServer.Build(new CastorOptions { Port = 0, DataFolder = folder, CorsOrigins = [origin] }));
        Assert.StartsWith($"'{origin}' is no origin", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<RunningServer> StartAsync() => RunningServer.StartAsync(
        options => options with { CorsOrigins = ["https://App.example.com:443/", "chrome-extension://abcdefghijklmnop"] });

    private static async Task<HttpResponseMessage> SendAsync(
        RunningServer server, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new UriBuilder(server.Address) { Host = "127.0.0.1" }.Uri + path.TrimStart('/'));
        foreach ((string name, string value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        if (method == HttpMethod.Post)
        {
            // What a page may send without asking first.
            request.Content = new StringContent(Hello, Encoding.UTF8, "text/plain");
        }

        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
