using System.Text.Json.Nodes;
using Castor.Server.Tests.Scenarios;
using static Castor.Server.Tests.Parity.TwinServers;

namespace Castor.Server.Tests.Parity;

/// <summary>The rows of docs/parity.md that a scenario brings about, each by its number.</summary>
public sealed class ScriptedParityTests
{
    private const string Ask = """{"contents":[{"role":"user","parts":[{"text":"hi"}]}]}""";

    [Fact]
    public async Task Row35_Quota_TellsDetailsOnTheDeveloperApiAlone()
    {
        await using ScenarioServer server = await ScenarioServer.StartAsync("""
            - answer:
                error: quota-per-minute
            """);
        (_, JsonNode here) = await PostAsync(server.Running, Developer, "generateContent", Ask);
        Assert.Equal(429, (int)here["error"]!["code"]!);
        Assert.Equal(3, here["error"]!["details"]!.AsArray().Count);
        (_, JsonNode there) = await PostAsync(server.Running, Vertex, "generateContent", Ask);
        Assert.Equal(429, (int)there["error"]!["code"]!);
        Assert.Equal("RESOURCE_EXHAUSTED", (string)there["error"]!["status"]!);
        Assert.StartsWith("Resource exhausted. Please try again later. Please refer to https://cloud.google.com/vertex-ai/", (string)there["error"]!["message"]!, StringComparison.Ordinal);
        Assert.Null(there["error"]!["details"]);
    }

    [Fact]
    public async Task Row36_SafetyRatings_HaveScoresAndSeverityOnVertexAlone()
    {
        await using ScenarioServer server = await ScenarioServer.StartAsync("""
            - answer:
                text: Hello.
                safetyRatings:
                  - {category: HARM_CATEGORY_HARASSMENT, probability: LOW}
            """);
        JsonNode here = await RatingAsync(server, Developer, Ask);
        Assert.Null(here["severity"]);
        JsonNode there = await RatingAsync(server, Vertex, Ask.Replace("""]}]}""", """]}],"safetySettings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"OFF","method":"PROBABILITY"}]}""", StringComparison.Ordinal));
        Assert.Equal("HARM_SEVERITY_LOW", (string)there["severity"]!);
        Assert.InRange((double)there["probabilityScore"]!, 0.01, 0.99);
        Assert.InRange((double)there["severityScore"]!, 0.01, 0.99);
    }

    [Theory]
    [InlineData(Developer)]
    [InlineData(Vertex)]
    public async Task Row34_FailureInMidStream_IsABareObject(string twin)
    {
        await using ScenarioServer server = await ScenarioServer.StartAsync("""
            - answer:
                chunks: [One, two]
                error: overloaded
                errorAfter: 1
            """);
        (string text, _) = await server.ReadStreamAsync($"{twin}gemini-2.5-flash:streamGenerateContent?alt=sse", Ask);
        string last = text.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries)[^1];
        Assert.Equal(503, (int)JsonNode.Parse(last)!["error"]!["code"]!);
    }

    private static async Task<JsonNode> RatingAsync(ScenarioServer server, string twin, string request)
    {
        (_, JsonNode answer) = await PostAsync(server.Running, twin, "generateContent", request);
        return answer["candidates"]![0]!["safetyRatings"]![0]!;
    }
}
