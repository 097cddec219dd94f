using System.Net;
using System.Text.Json.Nodes;
using Castor.Server.Tests.Scenarios;

namespace Castor.Server.Tests.Surfaces;

/// <summary>The paths of the door and what stands behind those that are not there.</summary>
public sealed class DoorTests
{
    private const string Hello = """{"contents":[{"parts":[{"text":"hello"}]}]}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("v1")]
    [InlineData("v1beta")]
    [InlineData("v1alpha")]
    public async Task Generate_EveryVersion_AnswersTheSame(string version)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        using HttpResponseMessage response = await server.PostAsync($"/{version}/models/gemini-2.5-flash:generateContent", Hello);
        JsonNode answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json; charset=UTF-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("emulator", response.Headers.GetValues("x-castor-engine").Single());
        Assert.Equal("STOP", (string)answer["candidates"]![0]!["finishReason"]!);
    }

    [Fact]
    public async Task Generate_PrettyPrintOff_IsOneLine()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        using HttpResponseMessage response = await server.PostAsync("/v1/models/gemini-2.5-flash:generateContent?prettyPrint=false", Hello);

        Assert.DoesNotContain('\n', (await response.Content.ReadAsStringAsync(Cancellation)).TrimEnd('\n'));
    }

    [Fact]
    public async Task Generate_Fields_AnswersInPart()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        JsonNode answer = await server.PostForJsonAsync(
            "/v1/models/gemini-2.5-flash:generateContent?fields=candidates(finishReason),modelVersion", Hello);

        Assert.Equal("""{"candidates":[{"finishReason":"STOP"}],"modelVersion":"gemini-2.5-flash"}""", answer.ToJsonString());
    }

    [Fact]
    public async Task CountTokens_OfNothing_LeavesOutTheZeros()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        JsonNode answer = await server.PostForJsonAsync("/v1/models/gemini-2.5-flash:countTokens", """{"contents":[{"parts":[{"text":""}]}]}""");

        Assert.Equal("{}", answer.ToJsonString());
    }

    [Theory]
    [InlineData("$alt=json;enum-encoding=int", "\"finishReason\":1,")]
    [InlineData("%24alt=json%3Benum-encoding%3Dint", "\"finishReason\":1,")]
    [InlineData("alt=json", "\"finishReason\":\"STOP\",")]
    public async Task Enums_ForClientsOfRest_AreNumbersWhereTheyAskForThem(string query, string expected)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using HttpResponseMessage response = await server.PostAsync("/v1/models/gemini-2.5-flash:generateContent?prettyPrint=false&" + query, Hello);
        Assert.Contains(expected, await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fields=candidates.nothing")]
    [InlineData("alt=xml")]
    [InlineData("alt=sse")]
    public async Task Generate_BadSystemParameter_Is400(string query)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        JsonNode answer = await server.PostForJsonAsync("/v1/models/gemini-2.5-flash:generateContent?" + query, Hello);

        Assert.Equal(400, (int)answer["error"]!["code"]!);
    }

    [Fact]
    public async Task Query_UnknownPath_IsRefusedByItsFirstField()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        JsonNode answer = await server.GetForJsonAsync("/v1beta/models?updateMask.paths=name");

        Assert.Equal(
            "Invalid JSON payload received. Unknown name \"updateMask.paths\": Cannot bind query parameter. Field 'updateMask' could not be found in request message.",
            (string)answer["error"]!["message"]!);
    }

    [Theory]
    [InlineData("alt=sse")]
    [InlineData("$alt=sse")]
    [InlineData("%24alt=sse")]
    public async Task Stream_OfEvents_TellsItsRefusalAsABareObject(string query)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        using HttpResponseMessage response = await server.PostAsync("/v1beta/models/gemini-2.5-flash:streamGenerateContent?" + query, "{}");

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(400, (int)JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!["error"]!["code"]!);
    }

    [Theory]
    [InlineData("/v1beta/models/gemini-2.5-flash:generateContent?alt=json&page_size=1&%24.xgafv=2&temperature=0", "page_size", "temperature")]
    [InlineData("/v1beta/models/gemini-2.5-flash:countTokens?contents=a", "contents")]
    public async Task Query_Unknown_IsRefusedByName(string path, params string[] names)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        JsonNode answer = await server.PostForJsonAsync(path, Hello);

        string[] expected =
        [
            .. names.Select(name =>
                $"Invalid JSON payload received. Unknown name \"{name}\": Cannot bind query parameter. Field '{name}' could not be found in request message."),
        ];
        JsonNode error = answer["error"]!;
        Assert.Equal(("INVALID_ARGUMENT", string.Join('\n', expected)), ((string)error["status"]!, (string)error["message"]!));
        Assert.Equal(expected, error["details"]![0]!["fieldViolations"]!.AsArray().Select(violation => (string)violation!["description"]!));
    }

    [Fact]
    public async Task Query_OfAList_IsSpelledEitherWay()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        JsonNode first = await server.GetForJsonAsync("/v1beta/models?pageSize=1");
        JsonNode second = await server.GetForJsonAsync($"/v1beta/models?page_size=1&page_token={Uri.EscapeDataString((string)first["nextPageToken"]!)}");

        Assert.NotEqual((string)first["models"]![0]!["name"]!, (string)Assert.Single(second["models"]!.AsArray())!["name"]!);
    }

    [Fact]
    public async Task Generate_UnknownModel_HasTheRecordedText()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        JsonNode answer = await server.PostForJsonAsync("/v1beta/models/gemini-5.0-flash:generateContent", Hello);

        Assert.Equal(404, (int)answer["error"]!["code"]!);
        Assert.StartsWith(
            "models/gemini-5.0-flash is not found for API version v1beta, or is not supported for generateContent. Call ",
            (string)answer["error"]!["message"]!,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/v1beta/nothing/here")]
    [InlineData("/v1beta/models/gemini-2.5-flash:unknownMethod")]
    [InlineData("/v1beta/models/gemini-2.5-flash:getModel")]
    [InlineData("/v1beta/models/gemini-2.5-flash:listModels")]
    [InlineData("/v2/models/gemini-2.5-flash:generateContent")]
    public async Task Path_Unknown_IsTheHtmlPage(string path)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        using HttpResponseMessage response = await server.PostAsync(path, Hello);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("text/html; charset=UTF-8", response.Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData("/v1beta/models/gemini-2.5-flash:generateContent")]
    [InlineData("/v1/models/no-model:countTokens")]
    [InlineData("/v1beta1/publishers/google/models/gemini-2.5-flash:streamGenerateContent")]
    public async Task Method_AskedByGet_IsTheHtmlPage(string path)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        using HttpResponseMessage response = await server.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("text/html; charset=UTF-8", response.Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData("/v1beta/models/gemini-2.5-flash:batchGenerateContent")]
    [InlineData("/v1beta/cachedContents")]
    [InlineData("/upload/v1beta/files")]
    [InlineData("/v1beta1/projects/p/locations/l/publishers/google/models/gemini-2.5-flash:rawPredict")]
    [InlineData("/v1beta1/projects/p/locations/l/cachedContents")]
    public async Task Path_PublishedButNotThere_Is501(string path)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        using HttpResponseMessage response = await server.PostAsync(path, Hello);
        JsonNode answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Equal("UNIMPLEMENTED", (string)answer["error"]!["status"]!);
    }

    [Theory]
    [InlineData("/v1/interactions")]
    [InlineData("/v1beta/interactions/x/cancel")]
    [InlineData("/v1/agents")]
    [InlineData("/v1alpha/webhooks/x:ping")]
    [InlineData("/upload/v1/environments/e/files/f")]
    public async Task Interactions_NotThere_HaveErrorsOfTheirOwnForm(string path)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        using HttpResponseMessage response = await server.PostAsync(path, Hello);
        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Equal("application/json; charset=UTF-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            """{"error":{"message":"Operation is not implemented, or supported, or enabled.","code":"unimplemented"}}""",
            await response.Content.ReadAsStringAsync(Cancellation));

        // Keys are the front end's matter, which has one form for all.
        server.Client.DefaultRequestHeaders.Clear();
        JsonNode error = (await server.PostForJsonAsync(path, Hello))["error"]!;
        Assert.Equal("PERMISSION_DENIED", (string)error["status"]!);
    }

    [Theory]
    [InlineData("""{"fileSearch":{"fileSearchStoreNames":["fileSearchStores/s"]}}""", "file_search")]
    [InlineData("""{"mcpServers":[{"name":"weather","streamableHttpTransport":{"url":"https://example.com/mcp"}}]}""", "mcp_servers")]
    public async Task Generate_WithAToolThatIsNotThere_Is501ByItsName(string tool, string field)
    {
        string body = $$"""{"contents":[{"parts":[{"text":"hello"}]}],"tools":[{"mcpServers":[]},{{tool}}]}""";
        await using RunningServer server = await RunningServer.StartAsync();
        foreach (string method in (string[])["generateContent", "streamGenerateContent?alt=sse"])
        {
            JsonNode error = (await server.PostForJsonAsync("/v1beta/models/gemini-2.5-flash:" + method, body))["error"]!;
            Assert.Equal((501, "UNIMPLEMENTED"), ((int)error["code"]!, (string)error["status"]!));
            Assert.EndsWith($"Castor does not have tools[1].{field} yet.", (string)error["message"]!, StringComparison.Ordinal);
            Assert.Equal($"tools[1].{field}", (string)error["details"]![0]!["fieldViolations"]![0]!["field"]!);
        }

        // A scenario may stand in for them.
        await using ScenarioServer scripted = await ScenarioServer.StartAsync("- answer: It is sunny.");
        JsonNode answer = await scripted.Running.PostForJsonAsync("/v1beta/models/gemini-2.5-flash:generateContent", body);
        Assert.Equal("It is sunny.", (string)answer["candidates"]![0]!["content"]!["parts"]![0]!["text"]!);
    }

    [Fact]
    public async Task Status_Page_NamesEveryEndpointThatIsNotThere()
    {
        string page = await File.ReadAllTextAsync(RepositoryRoot.File("docs/status.md"), Cancellation);

        Assert.All(
            Server.Surfaces.UnimplementedEndpoints.Rows,
            row => Assert.Contains($"`{row.Pattern.Replace("{**", "{", StringComparison.Ordinal)}`", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/healthz", "ok\n")]
    [InlineData("/readyz", "ready\n")]
    public async Task Health_WithoutKey_Answers(string path, string body)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        server.Client.DefaultRequestHeaders.Clear();

        Assert.Equal(body, await server.Client.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation));
    }
}
