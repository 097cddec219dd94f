using System.Net;
using System.Text.Json.Nodes;
using Castor.Storage.Keys;

namespace Castor.Server.Tests.Identity;

/// <summary>Row 31 of docs/parity.md: keys in express mode alone, tokens elsewhere.</summary>
public sealed class VertexIdentityTests
{
    private const string InProject = "/v1beta1/projects/p/locations/global/publishers/google/models/gemini-2.5-flash:generateContent";
    private const string Express = "/v1beta1/publishers/google/models/gemini-2.5-flash:generateContent";

    [Fact]
    public async Task Row31_Key_IsTakenInExpressModeAlone()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        CreatedApiKey key = server.Create();

        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(Express, ("x-goog-api-key", key.Secret))).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync($"{Express}?key={key.Secret}")).Status);
        (HttpStatusCode status, JsonNode body) = await server.SendAsync(InProject, ("x-goog-api-key", key.Secret));
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.StartsWith("API keys are not supported by this API.", (string)body["error"]!["message"]!, StringComparison.Ordinal);
        Assert.Equal("CREDENTIALS_MISSING", (string)body["error"]!["details"]![0]!["reason"]!);
        Assert.Equal("aiplatform.googleapis.com", (string)body["error"]!["details"]![0]!["metadata"]!["service"]!);
    }

    [Fact]
    public async Task Key_OnTheMergedProfile_IsTakenInItsProjectToo()
    {
        await using KeyServer server = await KeyServer.StartAsync(parity: ParityProfile.Merged);
        CreatedApiKey key = server.Create(project: "p");
        CreatedApiKey foreign = server.Create(project: "another");
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(InProject, ("x-goog-api-key", key.Secret))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.SendAsync(InProject, ("x-goog-api-key", foreign.Secret))).Status);
    }

    [Theory]
    [InlineData(InProject)]
    [InlineData(Express)]
    public async Task Token_ThatNobodyGave_IsRefused(string path)
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using HttpResponseMessage response = await server.SendRawAsync(path, ("Authorization", "Bearer ya29.of-nobody"));
        JsonNode error = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error"]!;
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.StartsWith("Request had invalid authentication credentials.", (string)error["message"]!, StringComparison.Ordinal);
        Assert.Equal("ACCESS_TOKEN_TYPE_UNSUPPORTED", (string)error["details"]![0]!["reason"]!);
        Assert.Equal("google.cloud.aiplatform.v1beta1.PredictionService.GenerateContent", (string)error["details"]![0]!["metadata"]!["method"]!);
    }

    [Theory]
    [InlineData(AuthMode.Any)]
    [InlineData(AuthMode.Keys)]
    public async Task Nothing_OnEitherPath_IsRefused(AuthMode mode)
    {
        await using KeyServer server = await KeyServer.StartAsync(mode);
        foreach (string path in (string[])[InProject, Express])
        {
            (HttpStatusCode status, JsonNode body) = await server.SendAsync(path);
            Assert.Equal(HttpStatusCode.Unauthorized, status);
            Assert.Equal("UNAUTHENTICATED", (string)body["error"]!["status"]!);
            Assert.Equal("CREDENTIALS_MISSING", (string)body["error"]!["details"]![0]!["reason"]!);
        }
    }

    [Fact]
    public async Task RestrictedKey_OnExpressPaths_IsHeldToItsModelsAndMethods()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        CreatedApiKey embeds = server.Create(new ApiKeyRestrictions { Methods = ["embedContent"] });
        CreatedApiKey pro = server.Create(new ApiKeyRestrictions { Models = ["gemini-2.5-pro"] });

        (HttpStatusCode status, JsonNode body) = await server.SendAsync(Express, ("x-goog-api-key", embeds.Secret));
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("aiplatform.googleapis.com", (string)body["error"]!["message"]!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.SendAsync(Express, ("x-goog-api-key", pro.Secret))).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(Express.Replace("flash", "pro", StringComparison.Ordinal), ("x-goog-api-key", pro.Secret))).Status);
    }
}
