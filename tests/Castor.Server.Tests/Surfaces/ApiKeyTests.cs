using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Castor.Server.Tests.Identity;
using Castor.Storage.Keys;

namespace Castor.Server.Tests.Surfaces;

/// <summary>The API Keys API, for an admin of project <c>acme</c>.</summary>
public sealed class ApiKeyTests
{
    private const string Keys = "/v2/projects/acme/locations/global/keys";

    [Fact]
    public async Task Key_ThatIsCreated_IsShownOnceAndCallsWithinASecond()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using HttpClient admin = await AdminAsync(server);
        JsonNode operation = await SendAsync(admin, HttpMethod.Post, Keys + "?keyId=web-1", new JsonObject { ["displayName"] = "Web" });

        Assert.True((bool)operation["done"]!);
        JsonNode key = operation["response"]!;
        Assert.Equal("type.googleapis.com/google.api.apikeys.v2.Key", (string)key["@type"]!);
        Assert.Equal((Keys[4..] + "/web-1", server.Store.List().Single().Id, "Web"), ((string)key["name"]!, (string)key["uid"]!, (string)key["displayName"]!));
        Assert.Equal("2026-01-01T00:00:01Z", (string)key["createTime"]!);
        string secret = (string)key["keyString"]!;
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await server.GenerateAsync(("x-goog-api-key", secret))).Status);

        string[] shown = [(await SendAsync(admin, HttpMethod.Get, Keys + "/web-1")).ToJsonString(), (await SendAsync(admin, HttpMethod.Get, Keys)).ToJsonString()];
        Assert.All(shown, text => Assert.DoesNotContain("keyString", text, StringComparison.Ordinal));
        JsonNode refusal = await SendAsync(admin, HttpMethod.Get, Keys + "/web-1/keyString", expected: HttpStatusCode.BadRequest);
        Assert.Equal("FAILED_PRECONDITION", (string)refusal["error"]!["status"]!);
        Assert.Contains("only its hash", (string)refusal["error"]!["message"]!, StringComparison.Ordinal);
        await SendAsync(admin, HttpMethod.Post, Keys + "?keyId=web-1", new JsonObject(), HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Restrictions_SetHere_AreThoseOfTheCommandLineAndHold()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using HttpClient admin = await AdminAsync(server);
        JsonNode wanted = JsonNode.Parse(
            """
            {"restrictions":{"serverKeyRestrictions":{"allowedIps":["127.0.0.0/8"]},
             "apiTargets":[{"service":"generativelanguage.googleapis.com","methods":["google.ai.generativelanguage.v1beta.GenerativeService.CountTokens"]}]},
             "annotations":{"team":"red","castor.models":"gemini-2.5-*"}}
            """)!;
        JsonNode key = (await SendAsync(admin, HttpMethod.Post, Keys, wanted))["response"]!;

        ApiKey stored = server.Store.List().Single();
        Assert.Equal(
            ("127.0.0.0/8", "countTokens", "generativelanguage.googleapis.com", "gemini-2.5-*", "red"),
            (stored.Restrictions.Ips.Single(), stored.Restrictions.Methods.Single(), stored.Restrictions.Services.Single(), stored.Restrictions.Models.Single(), stored.Annotations.Single().Value));
        Assert.Equal(["countTokens"], key["restrictions"]!["apiTargets"]![0]!["methods"]!.AsArray().Select(m => (string)m!));
        Assert.Equal("""{"team":"red","castor.models":"gemini-2.5-*"}""", key["annotations"]!.ToJsonString());
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        (string, string) header = ("x-goog-api-key", (string)key["keyString"]!);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.GenerateAsync(header)).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync("/v1beta/models/gemini-2.5-flash:countTokens", header)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.SendAsync("/v1beta/models/gemini-2.0-flash:countTokens", header)).Status);
        (HttpStatusCode status, JsonNode body) = await server.SendAsync("/v1beta1/publishers/google/models/gemini-2.5-flash:countTokens", header);
        Assert.Equal((HttpStatusCode.Forbidden, "API_KEY_SERVICE_BLOCKED"), (status, (string)body["error"]!["details"]![0]!["reason"]!));
    }

    [Theory]
    [InlineData("""{"restrictions":{"serverKeyRestrictions":{"allowedIps":["10.0.0"]}}}""", HttpStatusCode.BadRequest, "is no address")]
    [InlineData("""{"restrictions":{"browserKeyRestrictions":{},"serverKeyRestrictions":{}}}""", HttpStatusCode.BadRequest, "oneof")]
    [InlineData("""{"restrictions":{"apiTargets":[{"service":"translate.googleapis.com"}]}}""", HttpStatusCode.BadRequest, "is no service")]
    [InlineData("""{"restrictions":{"apiTargets":[{"service":"aiplatform.googleapis.com","methods":["predict"]},{"service":"generativelanguage.googleapis.com"}]}}""", HttpStatusCode.BadRequest, "same methods")]
    [InlineData("""{"restrictions":{"androidKeyRestrictions":{}}}""", HttpStatusCode.NotImplemented, "not implemented")]
    [InlineData("""{"annotations":{"castor.models":"gemini pro"}}""", HttpStatusCode.BadRequest, "is no model")]
    [InlineData("""{"displayNames":"x"}""", HttpStatusCode.BadRequest, "Unknown name")]
    public async Task Create_WithWhatCannotBeHeld_IsRefused(string body, HttpStatusCode status, string text)
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using HttpClient admin = await AdminAsync(server);
        JsonNode refusal = await SendAsync(admin, HttpMethod.Post, Keys, JsonNode.Parse(body), status);
        Assert.Contains(text, (string)refusal["error"]!["message"]!, StringComparison.Ordinal);
        Assert.Empty(server.Store.List());
    }

    [Fact]
    public async Task Patch_ByMaskOrByWhatIsSet_ChangesThatAlone()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using HttpClient admin = await AdminAsync(server);
        await SendAsync(admin, HttpMethod.Post, Keys + "?keyId=k", JsonNode.Parse("""{"displayName":"a","annotations":{"castor.models":"gemini-2.5-pro"}}"""));
        server.Clock.Advance(TimeSpan.FromSeconds(1));

        JsonNode key = (await SendAsync(admin, HttpMethod.Patch, Keys + "/k", JsonNode.Parse("""{"displayName":"b"}""")))["response"]!;
        Assert.Equal(("b", "gemini-2.5-pro"), ((string)key["displayName"]!, (string)key["annotations"]!["castor.models"]!));
        key = (await SendAsync(admin, HttpMethod.Patch, Keys + "/k?updateMask=restrictions", JsonNode.Parse(
            """{"displayName":"ignored","restrictions":{"browserKeyRestrictions":{"allowedReferrers":["*.example.com"]}}}""")))["response"]!;
        Assert.Equal(("b", "gemini-2.5-pro"), ((string)key["displayName"]!, (string)key["annotations"]!["castor.models"]!));
        Assert.Equal("*.example.com", (string)key["restrictions"]!["browserKeyRestrictions"]!["allowedReferrers"]![0]!);
        key = (await SendAsync(admin, HttpMethod.Patch, Keys + "/k?updateMask=*", new JsonObject()))["response"]!;
        Assert.All((string[])["displayName", "annotations", "restrictions"], name => Assert.Null(key[name]));
        await SendAsync(admin, HttpMethod.Patch, Keys + "/k?updateMask=uid", new JsonObject(), HttpStatusCode.BadRequest);
        await SendAsync(admin, HttpMethod.Patch, Keys + "/k", JsonNode.Parse("""{"etag":"W/\"old\""}"""), HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Key_DeletedAndUndeleted_LeavesTheListAndReturns()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using HttpClient admin = await AdminAsync(server);
        JsonNode key = (await SendAsync(admin, HttpMethod.Post, Keys + "?keyId=k", new JsonObject()))["response"]!;
        JsonNode deleted = (await SendAsync(admin, HttpMethod.Delete, $"{Keys}/k?etag={Uri.EscapeDataString((string)key["etag"]!)}"))["response"]!;
        Assert.NotNull(deleted["deleteTime"]);
        Assert.Null((await SendAsync(admin, HttpMethod.Get, Keys))["keys"]);
        Assert.Single((await SendAsync(admin, HttpMethod.Get, Keys + "?showDeleted=true"))["keys"]!.AsArray());
        await SendAsync(admin, HttpMethod.Delete, Keys + "/k", expected: HttpStatusCode.BadRequest);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.BadRequest, (await server.GenerateAsync(("x-goog-api-key", (string)key["keyString"]!))).Status);

        Assert.Null((await SendAsync(admin, HttpMethod.Post, Keys + "/k:undelete", new JsonObject()))["response"]!["deleteTime"]);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await server.GenerateAsync(("x-goog-api-key", (string)key["keyString"]!))).Status);
        await SendAsync(admin, HttpMethod.Post, Keys + "/k:undelete", new JsonObject(), HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("POST", Keys, "&keyId=k-1")]
    [InlineData("GET", Keys, "&pageSize=1")]
    [InlineData("GET", Keys + "/k", "")]
    [InlineData("GET", Keys + "/k/keyString", "")]
    [InlineData("PATCH", Keys + "/k", "&updateMask=displayName")]
    [InlineData("DELETE", Keys + "/k", "&etag=1")]
    [InlineData("POST", Keys + "/k:undelete", "")]
    [InlineData("GET", "/v2/keys:lookupKey", "&keyString=1")]
    [InlineData("GET", "/v2/operations/akmf.k.1", "")]
    public async Task Query_Unknown_IsRefusedByEveryMethod(string method, string path, string known)
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using HttpClient admin = await AdminAsync(server);
        JsonNode? body = method is "POST" or "PATCH" ? new JsonObject() : null;

        JsonNode refusal = await SendAsync(admin, new HttpMethod(method), $"{path}?alt=json&force=true{known}", body, HttpStatusCode.BadRequest);

        Assert.Equal(
            "Invalid JSON payload received. Unknown name \"force\": Cannot bind query parameter. Field 'force' could not be found in request message.",
            (string)refusal["error"]!["message"]!);
        Assert.Empty(server.Store.List());
    }

    [Fact]
    public async Task Operation_WithSystemParameters_IsWrittenAsTheyAsk()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using HttpClient admin = await AdminAsync(server);

        JsonNode operation = await SendAsync(admin, HttpMethod.Post, Keys + "?keyId=k&fields=done,response(displayName)", new JsonObject { ["displayName"] = "a" });
        Assert.Equal("""{"done":true,"response":{"@type":"type.googleapis.com/google.api.apikeys.v2.Key","displayName":"a"}}""", operation.ToJsonString());
        await SendAsync(admin, HttpMethod.Delete, Keys + "/k?fields=keys", expected: HttpStatusCode.BadRequest);
        await SendAsync(admin, HttpMethod.Delete, Keys + "/k?alt=xml", expected: HttpStatusCode.BadRequest);
        Assert.Null(server.Store.List().Single().DeleteTime);

        using HttpResponseMessage compact = await admin.DeleteAsync(new Uri(Keys + "/k?prettyPrint=false", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Single((await compact.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimEnd('\n').Split('\n'));
        Assert.Single((await SendAsync(admin, HttpMethod.Get, Keys + "?show_deleted=Yes"))["keys"]!.AsArray());
        JsonNode refusal = await SendAsync(admin, HttpMethod.Get, Keys + "?showDeleted=maybe", expected: HttpStatusCode.BadRequest);
        Assert.Equal("Invalid value at 'show_deleted' (TYPE_BOOL), \"maybe\"", (string)refusal["error"]!["message"]!);
    }

    [Fact]
    public async Task List_InPages_GivesEveryKeyOfTheProjectOnce()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using HttpClient admin = await AdminAsync(server);
        server.Create(project: "another");
        for (int i = 0; i < 5; i++)
        {
            server.Create(project: "acme");
        }

        var names = new List<string>();
        string token = "";
        do
        {
            JsonNode page = await SendAsync(admin, HttpMethod.Get, $"{Keys}?pageSize=2&pageToken={token}");
            names.AddRange(page["keys"]!.AsArray().Select(k => (string)k!["uid"]!));
            token = (string?)page["nextPageToken"] ?? "";
        }
        while (token.Length > 0);

        Assert.Equal(server.Store.List().Where(k => k.Project == "acme").Select(k => k.Id), names);
        await SendAsync(admin, HttpMethod.Get, Keys + "?pageToken=nonsense", expected: HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Operation_ThatIsToldOf_CanBeAskedForAgain()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using HttpClient admin = await AdminAsync(server);
        JsonNode created = await SendAsync(admin, HttpMethod.Post, Keys + "?keyId=k-1", new JsonObject { ["displayName"] = "a" });
        JsonNode again = await SendAsync(admin, HttpMethod.Get, "/v2/" + (string)created["name"]!);
        ((JsonObject)created["response"]!).Remove("keyString");
        Assert.Equal(created.ToJsonString(), again.ToJsonString());

        server.Clock.Advance(TimeSpan.FromSeconds(1));
        JsonNode deleted = await SendAsync(admin, HttpMethod.Delete, Keys + "/k-1");
        Assert.NotEqual((string)created["name"]!, (string)deleted["name"]!);
        Assert.Equal(deleted.ToJsonString(), (await SendAsync(admin, HttpMethod.Get, "/v2/" + (string)deleted["name"]!)).ToJsonString());

        string foreign = server.Create(project: "another").Key.Id;
        foreach (string name in (string[])[$"akmf.{foreign}.1a", "akmf.nobody.1a", "akmf.k-1.1a", "akmf.k-1", "other"])
        {
            await SendAsync(admin, HttpMethod.Get, "/v2/operations/" + name, expected: HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Lookup_OfAKeyOfTheProject_TellsItsName()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using HttpClient admin = await AdminAsync(server);
        CreatedApiKey key = server.Create(project: "acme");
        JsonNode found = await SendAsync(admin, HttpMethod.Get, "/v2/keys:lookupKey?keyString=" + key.Secret);
        Assert.Equal($$"""{"parent":"projects/acme/locations/global","name":"{{Keys[4..]}}/{{key.Key.Id}}"}""", found.ToJsonString());
        server.Store.Delete(key.Key.Id);
        Assert.Equal(found.ToJsonString(), (await SendAsync(admin, HttpMethod.Get, "/v2/keys:lookupKey?keyString=" + key.Secret)).ToJsonString());
        server.Clock.Advance(ApiKeyStore.Recoverable);
        using HttpClient later = await AdminAsync(server);
        await SendAsync(later, HttpMethod.Get, "/v2/keys:lookupKey?keyString=" + key.Secret, expected: HttpStatusCode.Forbidden);
        await SendAsync(later, HttpMethod.Get, "/v2/keys:lookupKey", expected: HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Lookup_OfAForeignKey_IsRefusedAsThatOfNoKey()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using HttpClient admin = await AdminAsync(server);
        string foreign = server.Create(project: "another").Secret;
        string[] refusals = await Task.WhenAll(((string[])[foreign, ApiKeyFormat.Create(), "AIzaSomething"]).Select(async text =>
            (await SendAsync(admin, HttpMethod.Get, "/v2/keys:lookupKey?keyString=" + text, expected: HttpStatusCode.Forbidden))["error"]!["message"]!.GetValue<string>()));
        Assert.Single(refusals.Distinct());
        Assert.Contains("Permission 'apikeys.keys.lookup' denied on resource", refusals[0], StringComparison.Ordinal);
        Assert.DoesNotContain(foreign, refusals[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lookup_WhereAnyKeyIsTaken_FindsThoseOfEveryProject()
    {
        await using KeyServer server = await KeyServer.StartAsync(AuthMode.Any);
        CreatedApiKey key = server.Create(project: "acme");
        Assert.Equal($"{Keys[4..]}/{key.Key.Id}", (string)(await server.CallAsync($"/v2/keys%3AlookupKey?keyString={key.Secret}", "any")).Body["name"]!);
    }

    [Fact]
    public async Task Id_OfAKeyOfAnotherProject_IsFree()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using HttpClient admin = await AdminAsync(server);
        CreatedApiKey foreign = server.Store.Create(new NewApiKey { DisplayName = "theirs", Project = "another", ResourceId = "web" });
        await SendAsync(admin, HttpMethod.Get, Keys + "/web", expected: HttpStatusCode.NotFound);
        JsonNode key = (await SendAsync(admin, HttpMethod.Post, Keys + "?keyId=web", new JsonObject { ["displayName"] = "ours" }))["response"]!;
        Assert.Equal("ours", (string)(await SendAsync(admin, HttpMethod.Get, Keys + "/web"))["displayName"]!);
        await SendAsync(admin, HttpMethod.Delete, Keys + "/web");
        Assert.NotNull(server.Store.Find("another", "web"));
        Assert.NotEqual(foreign.Key.Id, (string)key["uid"]!);

        // Once it cannot be taken back, its id is free again.
        server.Clock.Advance(ApiKeyStore.Recoverable);
        using HttpClient later = await AdminAsync(server);
        await SendAsync(later, HttpMethod.Post, Keys + "?keyId=web", new JsonObject());
    }

    [Fact]
    public async Task Keys_OfAnotherProject_AreNotThere()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using HttpClient admin = await AdminAsync(server);
        string foreign = server.Create(project: "another").Key.Id;
        await SendAsync(admin, HttpMethod.Get, $"{Keys}/{foreign}", expected: HttpStatusCode.NotFound);
        await SendAsync(admin, HttpMethod.Delete, $"{Keys}/{foreign}", expected: HttpStatusCode.NotFound);
        await SendAsync(admin, HttpMethod.Get, $"/v2/projects/another/locations/global/keys/{foreign}", expected: HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Call_WithAKeyOrAsAUser_IsRefused()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        string key = server.Create(project: "acme").Secret;
        (HttpStatusCode status, JsonNode body) = await server.SendAsync(Keys, ("x-goog-api-key", key));
        Assert.Equal((HttpStatusCode.Unauthorized, "CREDENTIALS_MISSING"), (status, (string)body["error"]!["details"]![0]!["reason"]!));
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.CallAsync(Keys, key)).Status);
        using SigningAccount user = server.CreateAccount("acme", "user", "aiplatform.user");
        (status, body) = await server.CallAsync(Keys, await server.TokenAsync(user));
        Assert.Equal(
            (HttpStatusCode.Forbidden, "Permission 'apikeys.keys.list' denied on resource '//apikeys.googleapis.com/projects/acme/locations/global/keys' (or it may not exist)."),
            (status, (string)body["error"]!["message"]!));
    }

    private static async Task<HttpClient> AdminAsync(KeyServer server)
    {
        using SigningAccount account = server.CreateAccount("acme", "admin");
        var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {await server.TokenAsync(account)}");
        return client;
    }

    private static async Task<JsonNode> SendAsync(
        HttpClient client, HttpMethod method, string path, JsonNode? body = null, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == expected, $"{method} {path}: {response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }
}
