using System.Buffers.Binary;
using System.Net;
using System.Text.Json.Nodes;
using Castor.Server.Tests.Identity;
using Castor.Storage.Keys;

namespace Castor.Server.Tests.Surfaces.OpenAi;

/// <summary>What stands beside chats at the doors of the dialect, and who may pass them.</summary>
public sealed class OpenAiEndpointTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Embeddings_InBase64AndNumbers_AreTheSame()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        JsonNode packed = await server.PostForJsonAsync(
            OpenAiServer.Mount + "/embeddings", """{"model":"gemini-embedding-001","input":["one","two"],"dimensions":8,"encoding_format":"base64"}""");
        JsonNode plain = await server.PostForJsonAsync(OpenAiServer.Mount + "/embeddings", """{"model":"gemini-embedding-001","input":"two","dimensions":8}""");

        Assert.Equal("list", (string)packed["object"]!);
        Assert.Equal([0, 1], packed["data"]!.AsArray().Select(one => (int)one!["index"]!));
        byte[] bytes = Convert.FromBase64String((string)packed["data"]![1]!["embedding"]!);
        Assert.Equal(
            plain["data"]![0]!["embedding"]!.AsArray().Select(value => (float)value!),
            Enumerable.Range(0, 8).Select(i => BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(4 * i))));
        Assert.Equal((int)packed["usage"]!["prompt_tokens"]!, (int)packed["usage"]!["total_tokens"]!);
    }

    [Theory]
    [InlineData("""{"model":"gemini-embedding-001","input":[[1,2]]}""", 400, "Invalid value at 'input[0]'")]
    [InlineData("""{"model":"gemini-embedding-001","input":["x",7]}""", 400, "Invalid value at 'input[1]'")]
    [InlineData("""{"model":"gemini-embedding-001","input":7}""", 400, "Invalid value at 'input'")]
    [InlineData("""{"model":"gemini-embedding-001"}""", 400, "requests is not specified")]
    [InlineData("""{"model":"gemini-embedding-001","input":""}""", 400, "empty Part")]
    [InlineData("""{"model":"gemini-embedding-001","input":"x","encoding_format":"hex"}""", 400, "Invalid value at 'encoding_format', \"hex\"")]
    [InlineData("""{"model":"gemini-embedding-001","input":"x","dimensions":99999}""", 400, "output_dimensionality must be in the range")]
    [InlineData("""{"model":"gemini-2.5-flash","input":"x"}""", 404, "is not supported for embedContent")]
    [InlineData("""{"input":"x"}""", 400, "unexpected model name format")]
    public async Task Embeddings_ThatAreWrong_AreRefused(string json, int status, string message)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        (int got, JsonNode error) = await server.RefusedAsync(OpenAiServer.Mount + "/embeddings", json);

        Assert.Equal(status, got);
        Assert.Contains(message, (string)error["message"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("auto", null)]
    [InlineData("1024x1024", "1:1")]
    [InlineData("1024x1792", "9:16")]
    [InlineData("1536x1024", "3:2")]
    [InlineData("2560x1080", "21:9")]
    public void ImageSize_InPixels_IsTheNearestShape(string? size, string? shape) =>
        Assert.Equal(shape, Server.Surfaces.OpenAi.ImageShape.Of(size));

    [Theory]
    [InlineData("""{"model":"gemini-2.5-flash-image","prompt":"a lamp","response_format":"url"}""", "Invalid value at 'response_format', \"url\"")]
    [InlineData("""{"model":"gemini-2.5-flash-image","prompt":"a lamp","size":"huge"}""", "Invalid value at 'size', \"huge\"")]
    [InlineData("""{"model":"gemini-2.5-flash-image","prompt":"a lamp","n":0}""", "Invalid value at 'n'")]
    [InlineData("""{"model":"gemini-2.5-flash-image"}""", "contents is not specified")]
    public async Task Images_ThatAreWrong_AreRefused(string json, string message)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        (int status, JsonNode error) = await server.RefusedAsync(OpenAiServer.Mount + "/images/generations", json);

        Assert.Equal(400, status);
        Assert.Contains(message, (string)error["message"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gemini-2.5-flash")]
    [InlineData("models/gemini-2.5-flash")]
    [InlineData("models%2Fgemini-2.5-flash")]
    public async Task Model_ByAnyOfItsNames_IsShown(string name)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        string body = await server.Client.GetStringAsync(new Uri($"{OpenAiServer.Mount}/models/{name}", UriKind.Relative), Cancellation);

        Assert.Equal("""{"display_name":"Gemini 2.5 Flash","id":"models/gemini-2.5-flash","object":"model","owned_by":"google"}""", body);
    }

    [Theory]
    [InlineData("POST", OpenAiServer.Mount + "/responses")]
    [InlineData("GET", OpenAiServer.Mount + "/files/x/content")]
    [InlineData("DELETE", "/openai/v1/anything")]
    [InlineData("GET", OpenAiServer.Mount + "/chat/completions")]
    [InlineData("POST", OpenAiServer.Vertex + "/completions")]
    public async Task Path_ThatIsNotThere_Is501InTheShapeOfTheDialect(string method, string path)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using HttpResponseMessage response = await server.Client.SendAsync(request, Cancellation);
        JsonNode body = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Equal("UNIMPLEMENTED", (string)body[0]!["error"]!["status"]!);
    }

    [Theory]
    [InlineData("gemini-2.5-flash")]
    [InlineData("openai/gemini-2.5-flash")]
    public async Task Vertex_ModelWithoutItsPublisher_IsRefused(string model)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        (int status, JsonNode error) = await server.RefusedAsync(
            OpenAiServer.Vertex + "/chat/completions", $$"""{"model":"{{model}}","messages":[{"role":"user","content":"hi"}]}""");

        Assert.Equal(400, status);
        Assert.Contains($"Malformed publisher model `{model}`", (string)error["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_ThatIsLimited_IsHeldToItsModelsAndMethods()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        string models = server.Create(new ApiKeyRestrictions { Models = ["gemini-2.5-*"] }).Secret;
        string methods = server.Create(new ApiKeyRestrictions { Methods = ["generateContent"] }).Secret;

        Assert.Equal(200, await AskAsync(server, models, Chat("gemini-2.5-flash")));
        Assert.Equal(200, await AskAsync(server, models, Chat("models/gemini-2.5-flash")));
        Assert.Equal(403, await AskAsync(server, models, Chat("gemini-2.0-flash")));
        Assert.Equal(403, await AskAsync(server, models, Chat("no-such-model")));
        Assert.Equal(200, await AskAsync(server, models, null, "/models"));
        Assert.Equal(200, await AskAsync(server, models, null, "/models/gemini-2.5-flash"));
        Assert.Equal(403, await AskAsync(server, models, null, "/models/gemini-2.0-flash"));
        Assert.Equal(403, await AskAsync(server, models, "{}", "/responses"));
        Assert.Equal(200, await AskAsync(server, methods, Chat("gemini-2.0-flash")));
        Assert.Equal(403, await AskAsync(server, methods, Chat("gemini-2.0-flash", streamed: true)));
        Assert.Equal(403, await AskAsync(server, methods, """{"model":"gemini-embedding-001","input":"x"}""", "/embeddings"));
        Assert.Equal(403, await AskAsync(server, methods, null, "/models"));
        Assert.Equal(403, await AskAsync(server, methods, "{}", "/responses"));
    }

    private static string Chat(string model, bool streamed = false) =>
        $$"""{"model":"{{model}}","messages":[{"role":"user","content":"hi"}],"stream":{{(streamed ? "true" : "false")}}}""";

    private static async Task<int> AskAsync(KeyServer server, string key, string? json, string path = "/chat/completions")
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(json is null ? HttpMethod.Get : HttpMethod.Post, new Uri(server.Address, OpenAiServer.Mount + path));
        request.Headers.Authorization = new("Bearer", key);
        request.Content = json is null ? null : new StringContent(json);
        using HttpResponseMessage response = await client.SendAsync(request, Cancellation);
        return (int)response.StatusCode;
    }
}
