using System.Net;
using System.Text.Json.Nodes;
using Castor.Storage.Keys;

namespace Castor.Server.Tests.Identity;

/// <summary>Keys that are limited to models, methods, pages and addresses.</summary>
public sealed class RestrictedKeyTests
{
    [Fact]
    public async Task Method_ThatTheKeyIsNotFor_HasTheRecordedBody()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        string key = server.Create(new ApiKeyRestrictions { Methods = ["generateContent", "count*"] }, project: "acme").Secret;

        Assert.Equal(HttpStatusCode.OK, (await server.GenerateAsync(("x-goog-api-key", key))).Status);
        Assert.NotEqual(HttpStatusCode.Forbidden, (await server.SendAsync("/v1/models/gemini-2.5-flash:countTokens", ("x-goog-api-key", key))).Status);

        JsonNode body = await RefusedAsync(server, "/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse", key);
        const string text = "Requests to this API generativelanguage.googleapis.com method google.ai.generativelanguage.v1beta.GenerativeService.StreamGenerateContent are blocked.";
        Assert.Equal(text, (string)body["message"]!);
        Assert.Equal(
            $$$"""[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_SERVICE_BLOCKED","domain":"googleapis.com","metadata":{"consumer":"projects/acme","service":"generativelanguage.googleapis.com","apiName":"generativelanguage.googleapis.com","methodName":"google.ai.generativelanguage.v1beta.GenerativeService.StreamGenerateContent"}},{"@type":"type.googleapis.com/google.rpc.LocalizedMessage","locale":"en-US","message":"{{{text}}}"}]""",
            body["details"]!.ToJsonString());
        Assert.Contains("ModelService.ListModels", (string)(await RefusedAsync(server, "/v1/models", key))["message"]!, StringComparison.Ordinal);
        await RefusedAsync(server, "/v1beta/files", key);
    }

    [Fact]
    public async Task Model_ThatTheKeyIsNotFor_IsRefused()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        string key = server.Create(new ApiKeyRestrictions { Models = ["gemini-2.5-flash", "gemini-3-flash-preview"] }).Secret;

        Assert.Equal(HttpStatusCode.OK, (await server.GenerateAsync(("x-goog-api-key", key))).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync("/v1beta/models/gemini-3-flash:generateContent", ("x-goog-api-key", key))).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync("/v1beta/models", ("x-goog-api-key", key))).Status);
        JsonNode body = await RefusedAsync(server, "/v1beta/models/gemini-2.5-pro:generateContent", key);
        Assert.Equal("Requests to this API generativelanguage.googleapis.com model models/gemini-2.5-pro are blocked.", (string)body["message"]!);
        Assert.Equal("API_KEY_SERVICE_BLOCKED", (string)body["details"]![0]!["reason"]!);
        await RefusedAsync(server, "/v1beta/models/gemini-2.5-pro", key);
        await RefusedAsync(server, "/v1beta/models/no-such-model:generateContent", key);
        await RefusedAsync(server, "/v1beta/cachedContents", key);
    }

    [Fact]
    public async Task Page_ThatTheKeyIsNotFor_HasTheRecordedBody()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        string key = server.Create(new ApiKeyRestrictions { Referrers = ["localhost:*/app/*", "127.0.0.1:3000"] }).Secret;

        Assert.Equal(HttpStatusCode.OK, (await server.GenerateAsync(("x-goog-api-key", key), ("Referer", "http://localhost:5000/app/x"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.GenerateAsync(("x-goog-api-key", key), ("Origin", "http://127.0.0.1:3000"))).Status);

        JsonNode body = await RefusedAsync(server, KeyServer.Generate, key);
        Assert.Equal("Requests from referer <empty> are blocked.", (string)body["message"]!);
        Assert.Equal("API_KEY_HTTP_REFERRER_BLOCKED", (string)body["details"]![0]!["reason"]!);
        Assert.Equal("<empty>", (string)body["details"]![0]!["metadata"]!["httpReferrer"]!);

        body = await RefusedAsync(server, KeyServer.Generate, key, ("Referer", "http://localhost:5000/other"));
        Assert.Equal("Requests from referer http://localhost:5000/other are blocked.", (string)body["message"]!);
        await RefusedAsync(server, KeyServer.Generate, key, ("Referer", "no address"));
    }

    [Fact]
    public async Task Address_ThatTheKeyIsNotFor_IsRefusedWhateverItClaims()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        string here = server.Create(new ApiKeyRestrictions { Ips = ["127.0.0.0/8"] }).Secret;
        string elsewhere = server.Create(new ApiKeyRestrictions { Ips = ["192.0.2.0/24"] }).Secret;

        Assert.Equal(HttpStatusCode.OK, (await server.GenerateAsync(("x-goog-api-key", here))).Status);
        JsonNode body = await RefusedAsync(server, KeyServer.Generate, elsewhere, ("X-Forwarded-For", "192.0.2.1"));
        Assert.Equal(
            "The provided API key has an IP address restriction. The originating IP address of the call (127.0.0.1) violates this restriction.",
            (string)body["message"]!);
        Assert.Equal("API_KEY_IP_ADDRESS_BLOCKED", (string)body["details"]![0]!["reason"]!);
    }

    private static async Task<JsonNode> RefusedAsync(KeyServer server, string path, string key, params (string Name, string Value)[] headers)
    {
        (HttpStatusCode status, JsonNode body) = await server.SendAsync(path, [("x-goog-api-key", key), .. headers]);
        Assert.Equal(HttpStatusCode.Forbidden, status);
        JsonNode error = (body is JsonArray array ? array[0]! : body)["error"]!;
        Assert.Equal("PERMISSION_DENIED", (string)error["status"]!);
        return error;
    }
}
