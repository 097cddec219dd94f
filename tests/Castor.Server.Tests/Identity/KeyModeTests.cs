using System.Net;
using System.Text.Json.Nodes;
using Castor.Storage.Keys;

namespace Castor.Server.Tests.Identity;

/// <summary>Which keys are taken with <c>--auth keys</c>, and how the others are refused.</summary>
public sealed class KeyModeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("x-goog-api-key", "{0}")]
    [InlineData("X-Goog-Api-Key", " {0} ")]
    [InlineData("Authorization", "Bearer {0}")]
    [InlineData("Authorization", "bearer  {0}")]
    public async Task Call_WithAKeyInAHeader_IsAnswered(string header, string form)
    {
        await using KeyServer server = await KeyServer.StartAsync();
        string key = server.Create().Secret;
        (HttpStatusCode status, _) = await server.GenerateAsync((header, string.Format(null, form, key)));
        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task Call_WithAKeyInTheUrl_IsAnsweredAndTheOtherParametersStay()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        string key = server.Create().Secret;
        using HttpResponseMessage response = await server.SendRawAsync($"{KeyServer.Generate}?key={key}&prettyPrint=false");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain('\n', (await response.Content.ReadAsStringAsync(Cancellation)).TrimEnd('\n'));
    }

    [Fact]
    public async Task Call_WithAWrongKey_HasTheRecordedBody()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        JsonNode recorded = JsonNode.Parse(await File.ReadAllTextAsync(
            RepositoryRoot.File("tests/fixtures/wire-samples/firebase-mock-responses/googleai/unary-failure-api-key.json"), Cancellation))!;
        recorded["error"]!["details"]!.AsArray().RemoveAt(2);

        foreach (string key in (string[])["wrong", "AIzaSyAwrong", ApiKeyFormat.Create(), "castor-'; DROP TABLE api_keys;--"])
        {
            (HttpStatusCode status, JsonNode body) = await server.GenerateAsync(("x-goog-api-key", key));
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.True(JsonNode.DeepEquals(recorded, body), body.ToJsonString());
        }
    }

    [Fact]
    public async Task Call_WithoutAKey_HasTheRecordedBody()
    {
        foreach (AuthMode mode in Enum.GetValues<AuthMode>())
        {
            await using KeyServer server = await KeyServer.StartAsync(mode);
            foreach (string path in (string[])[KeyServer.Generate, KeyServer.Generate + "?key=", KeyServer.Generate + "?key=%20"])
            {
                (HttpStatusCode status, JsonNode body) = await server.SendAsync(path);
                Assert.Equal(HttpStatusCode.Forbidden, status);
                Assert.Equal(
                    """
                    {"error":{"code":403,"message":"Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.","status":"PERMISSION_DENIED"}}
                    """,
                    body.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
            }
        }
    }

    [Theory]
    [InlineData("Bearer ya29.token")]
    [InlineData("Bearer")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task Call_WithABearerThatIsNoKey_Is401EvenBesideAGoodKey(string authorization)
    {
        await using KeyServer server = await KeyServer.StartAsync();
        string key = server.Create().Secret;
        using HttpResponseMessage response = await server.SendRawAsync(KeyServer.Generate, ("Authorization", authorization), ("x-goog-api-key", key));
        JsonNode error = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!["error"]!;

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.StartsWith("Bearer ", response.Headers.WwwAuthenticate.Single().ToString(), StringComparison.Ordinal);
        Assert.StartsWith("Request had invalid authentication credentials. Expected OAuth 2 access token", (string)error["message"]!, StringComparison.Ordinal);
        Assert.Equal(
            """[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"ACCESS_TOKEN_TYPE_UNSUPPORTED","metadata":{"method":"google.ai.generativelanguage.v1beta.GenerativeService.GenerateContent","service":"generativelanguage.googleapis.com"}}]""",
            error["details"]!.ToJsonString());
    }

    [Fact]
    public async Task Call_WithAKeyInTheUrlAndAnotherInTheHeader_CountsTheUrls()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        string key = server.Create().Secret;
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync($"{KeyServer.Generate}?key={key}", ("x-goog-api-key", "wrong"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.SendAsync($"{KeyServer.Generate}?key=wrong", ("x-goog-api-key", key))).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync($"{KeyServer.Generate}?key=", ("x-goog-api-key", key))).Status);
    }

    [Theory]
    [InlineData("x-goog-api-key", "anything")]
    [InlineData("Authorization", "Bearer anything")]
    public async Task Call_InAnyMode_IsAnsweredForAnyKey(string header, string value)
    {
        await using KeyServer server = await KeyServer.StartAsync(AuthMode.Any);
        Assert.Equal(HttpStatusCode.OK, (await server.GenerateAsync((header, value))).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(KeyServer.Generate + "?key=x")).Status);
    }

    [Fact]
    public async Task KeyError_OfAnEventStream_IsJson()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using HttpResponseMessage response = await server.SendRawAsync("/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse&key=wrong");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/json; charset=UTF-8", response.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("{\n", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }
}
