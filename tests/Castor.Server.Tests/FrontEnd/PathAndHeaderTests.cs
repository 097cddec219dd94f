using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Castor.Server.FrontEnd;

namespace Castor.Server.Tests.FrontEnd;

/// <summary>Paths, methods and the headers of every answer.</summary>
public sealed class PathAndHeaderTests
{
    private const string Hello = """{"contents":[{"parts":[{"text":"hello"}]}]}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/a/b", "/a/b")]
    [InlineData("//a", "/a")]
    [InlineData("///a//b///", "/a/b/")]
    [InlineData("/", "/")]
    public void Collapse_OfSlashes_LeavesOneOfEach(string path, string expected) => Assert.Equal(expected, PathNormalization.Collapse(path));

    [Theory]
    [InlineData("//v1beta/models/gemini-2.5-flash:generateContent")]
    [InlineData("/v1beta//models///gemini-2.5-flash:generateContent")]
    [InlineData("/v1beta/models/gemini-2.5-flash:generateContent/")]
    public async Task Path_WrittenCarelessly_IsFound(string path)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Exchange exchange = await Exchange.ConnectAsync(server.Address);
        await exchange.SendAsync($"POST {path} HTTP/1.1\r\nHost: localhost\r\nx-goog-api-key: k\r\nContent-Length: {Hello.Length}\r\n\r\n{Hello}");
        Assert.StartsWith("HTTP/1.1 200", await exchange.ReadUntilAsync("\r\n\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/V1beta/models/gemini-2.5-flash:generateContent")]
    [InlineData("POST", "/v1beta/Models/gemini-2.5-flash:generateContent")]
    [InlineData("POST", "/v1beta/models/gemini-2.5-flash:GenerateContent")]
    [InlineData("POST", "/v1beta/models/gemini-2.5-flash:generatecontent")]
    [InlineData("POST", "/v1beta/models/gemini-2.5-flash:StreamGenerateContent")]
    [InlineData("GET", "/v1beta/MODELS")]
    [InlineData("GET", "/V1/models/gemini-2.5-flash")]
    [InlineData("POST", "/v1beta1/Projects/p/locations/l/publishers/google/models/gemini-2.5-flash:generateContent")]
    [InlineData("POST", "/v1beta1/projects/p/locations/l/publishers/Google/models/gemini-2.5-flash:generateContent")]
    [InlineData("POST", "/v1/publishers/google/models/gemini-2.5-flash:CountTokens")]
    [InlineData("POST", "/V1beta1/projects/p/locations/l/cachedContents")]
    [InlineData("POST", "/v1beta/OpenAI/chat/completions")]
    [InlineData("POST", "/OpenAI/v1/chat/completions")]
    [InlineData("POST", "/v1beta/openai/Chat/completions")]
    [InlineData("POST", "/v1beta1/projects/p/locations/l/endpoints/openAPI/chat/completions")]
    [InlineData("POST", "/v1beta/Files")]
    [InlineData("GET", "/V2/projects/p/locations/global/keys")]
    [InlineData("GET", "/v2/keys:LookupKey")]
    public async Task Path_InOtherCapitals_IsGooglesPageNotFound(string method, string path)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Exchange exchange = await Exchange.ConnectAsync(server.Address);
        await exchange.SendAsync($"{method} {path} HTTP/1.1\r\nHost: localhost\r\nx-goog-api-key: k\r\nConnection: close\r\nContent-Length: {Hello.Length}\r\n\r\n{Hello}");
        string answer = await exchange.ReadUntilAsync("all we know");
        Assert.StartsWith("HTTP/1.1 404", answer, StringComparison.Ordinal);
        Assert.Contains("text/html; charset=UTF-8", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/v1beta/models/GEMINI-2.5-flash", "404")]
    [InlineData("GET", "/v1beta/openai/models/models%2Fgemini-2.5-flash", "200")]
    [InlineData("POST", "/v1beta/models/gemini-2.5-flash%3AgenerateContent", "200")]
    public async Task Path_OfNamesAndEscapes_GoesToItsEndpoint(string method, string path, string status)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Exchange exchange = await Exchange.ConnectAsync(server.Address);
        await exchange.SendAsync($"{method} {path} HTTP/1.1\r\nHost: localhost\r\nx-goog-api-key: k\r\nConnection: close\r\nContent-Length: {Hello.Length}\r\n\r\n{Hello}");
        string answer = await exchange.ReadUntilAsync("\r\n\r\n");
        Assert.StartsWith($"HTTP/1.1 {status}", answer, StringComparison.Ordinal);
        Assert.Contains("application/json", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WithAnotherMethodInItsHeader_IsTakenForThat()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1beta/models/gemini-2.5-flash");
        request.Headers.Add("X-HTTP-Method-Override", "get");
        using HttpResponseMessage response = await server.Client.SendAsync(request, Cancellation);
        Assert.Equal("models/gemini-2.5-flash", (string)JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!["name"]!);
    }

    [Theory]
    [InlineData("OPTIONS")]
    [InlineData("CONNECT")]
    [InlineData("nonsense")]
    public async Task Post_WithAStrangeMethodInItsHeader_StaysAPost(string method)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1beta/models/gemini-2.5-flash:generateContent");
        request.Headers.Add("X-HTTP-Method-Override", method);
        request.Content = new StringContent(Hello, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await server.Client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("/v1beta/models/gemini-2.5-flash:generateContent", HttpStatusCode.OK)]
    [InlineData("/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse", HttpStatusCode.OK)]
    [InlineData("/v1beta/models/none:generateContent", HttpStatusCode.NotFound)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    public async Task Answer_OfAnyKind_HasTheRecordedHeaders(string path, HttpStatusCode expected)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using HttpResponseMessage response = await server.PostAsync(path, Hello);
        JsonNode recorded = JsonNode.Parse(await File.ReadAllTextAsync(
            RepositoryRoot.File("tests/fixtures/wire-samples/js-genai-recordings/" + Recording), Cancellation))!["interactions"]![0]!["response"]!["headers"]!;
        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(["Origin", "X-Origin", "Referer"], response.Headers.Vary);
        foreach (string name in (string[])["X-Content-Type-Options", "X-Frame-Options", "X-Xss-Protection"])
        {
            Assert.Equal((string)recorded[name]!, response.Headers.GetValues(name).Single());
        }

        Assert.False(response.Headers.Contains("Server"));
    }

    private const string Recording = "Chats_Tests_sendMessage_Google_AI_with_config_stream.json";
}
