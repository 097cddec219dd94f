using System.Net;
using System.Text.Json.Nodes;
using Castor.Engines.Scenarios;

namespace Castor.Server.Tests.Scenarios;

/// <summary>Scenarios behind a real socket: what cannot be seen from the engine alone.</summary>
public sealed class ScenarioServerTests
{
    private const string Unary = "/v1beta/models/gemini-2.5-flash:generateContent";
    private const string Stream = "/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse";

    [Fact]
    public async Task Scenario_ThatMatches_AnswersAndOthersAreTheEmulators()
    {
        await using ScenarioServer server = await ScenarioServer.StartAsync("- {match: {text: twins}, answer: Castor and Pollux}");

        JsonNode scripted = await server.Running.PostForJsonAsync(Unary, Body("the twins"));
        using HttpResponseMessage other = await server.Running.PostAsync(Unary, Body("else"));

        Assert.Equal("Castor and Pollux", (string?)scripted["candidates"]![0]!["content"]!["parts"]![0]!["text"]);
        Assert.Equal("emulator", Assert.Single(other.Headers.GetValues("x-castor-engine")));
        Assert.Contains("emulator", await other.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quota_UsedUp_AnswersWithTheServicesBody()
    {
        await using ScenarioServer server = await ScenarioServer.StartAsync("- faults: {quota: {limit: 0}}");

        using HttpResponseMessage response = await server.Running.PostAsync(Unary, Body("x"));
        JsonNode error = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error"]!;

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("RESOURCE_EXHAUSTED", (string?)error["status"]);
        Assert.Equal(
            ["type.googleapis.com/google.rpc.QuotaFailure", "type.googleapis.com/google.rpc.Help", "type.googleapis.com/google.rpc.RetryInfo"],
            error["details"]!.AsArray().Select(d => (string?)d!["@type"]));
        Assert.Equal("60s", (string?)error["details"]![2]!["retryDelay"]);
    }

    [Fact]
    public async Task Cut_InMidStream_BreaksTheConnectionAfterItsChunks()
    {
        await using ScenarioServer server = await ScenarioServer.StartAsync("- answer: {chunks: [one, two, three], cutAfter: 2}");

        (string text, Exception? end) = await server.ReadStreamAsync(Stream, Body("x"));

        Assert.Contains("one", text, StringComparison.Ordinal);
        Assert.Contains("two", text, StringComparison.Ordinal);
        Assert.DoesNotContain("three", text, StringComparison.Ordinal);
        Assert.NotNull(end);
    }

    [Fact]
    public async Task Cut_OfAUnaryCall_BreaksTheConnection()
    {
        await using ScenarioServer server = await ScenarioServer.StartAsync("- answer: {text: one, cutAfter: 1}");

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => server.Running.PostAsync(Unary, Body("x")));
    }

    [Fact]
    public async Task Malformed_InMidStream_ComesAsBrokenJson()
    {
        await using ScenarioServer server = await ScenarioServer.StartAsync("- answer: {chunks: [one, two, three], malformedAfter: 1}");

        (string text, Exception? end) = await server.ReadStreamAsync(Stream, Body("x"));
        string[] events = text.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Null(end);
        Assert.Equal(3, events.Length);
        Assert.NotNull(JsonNode.Parse(events[0]["data: ".Length..]));
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => JsonNode.Parse(events[1]["data: ".Length..]));
    }

    [Theory]
    [InlineData("not json at all")]
    [InlineData("{\"candidates\":[{\"finishReason\":\"TIRED\"}],\"novel\":1}")]
    public async Task Raw_ReachesTheClientByteForByte(string raw)
    {
        await using ScenarioServer server = await ScenarioServer.StartAsync($"- answer:\n    raw: '{raw}'");

        using HttpResponseMessage response = await server.Running.PostAsync(Unary, Body("x"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(raw, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Server_WithoutTheFolder_DoesNotStart()
    {
        Exception exception = await Assert.ThrowsAnyAsync<Exception>(() => RunningServer.StartAsync(o => o with { ScenariosFolder = "/no/such/folder" }));

        Assert.Equal("There is no scenario folder '/no/such/folder'.", exception.Message);
    }

    [Fact]
    public async Task Server_WithAMistakeInAFile_DoesNotStartAndTellsWhere()
    {
        ScenarioMistakesException exception = await Assert.ThrowsAsync<ScenarioMistakesException>(() => ScenarioServer.StartAsync("- {anser: x}"));

        Assert.Contains("test.yaml:1:4: a scenario has no 'anser'; did you mean 'answer'?", exception.Message, StringComparison.Ordinal);
    }

    private static string Body(string text) => $$"""{"contents":[{"parts":[{"text":"{{text}}"}]}]}""";
}
