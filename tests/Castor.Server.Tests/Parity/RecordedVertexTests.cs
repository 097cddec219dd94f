using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Castor.Server.Tests.Parity;

/// <summary>What clients were recorded to send to Vertex AI is answered, and the answers have the fields of those that were recorded.</summary>
public sealed class RecordedVertexTests(TwinServers servers) : IClassFixture<TwinServers>
{
    // Whether a model thinks at a question is its own affair.
    private static readonly string[] s_usageOfItsOwn = ["thoughtsTokenCount"];

    public static TheoryData<string, string, string> Exchanges()
    {
        var data = new TheoryData<string, string, string>();
        foreach (string path in Directory.GetFiles(RepositoryRoot.File("tests/fixtures/wire-samples/js-genai-recordings"), "*.json").Order())
        {
            using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(path));
            int index = 0;
            foreach (JsonElement interaction in file.RootElement.GetProperty("interactions").EnumerateArray())
            {
                string url = interaction.GetProperty("request").GetProperty("url").GetString()!;
                if (url.Contains("/projects/", StringComparison.Ordinal) && interaction.GetProperty("response").GetProperty("statusCode").GetInt32() == 200)
                {
                    data.Add($"{Path.GetFileNameWithoutExtension(path)} {index++}", url, interaction.GetRawText());
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Exchanges))]
    public async Task Request_OfARecording_IsAnsweredInItsShape(string label, string url, string interaction)
    {
        JsonNode recorded = JsonNode.Parse(interaction)!;
        string location = url.Replace("REDACTED", "global", StringComparison.Ordinal);
        using HttpResponseMessage response = await servers.Google.PostAsync(location, recorded["request"]!["bodySegments"]![0]!.ToJsonString());
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{label}: {text}");

        JsonArray theirs = recorded["response"]!["bodySegments"]!.AsArray();
        bool streamed = url.Contains("alt=sse", StringComparison.Ordinal);
        List<JsonNode> ours = streamed
            ? [.. text.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries).Select(e => JsonNode.Parse(e["data: ".Length..])!)]
            : [JsonNode.Parse(text)!];
        if (streamed && (theirs.Count == 1) != (ours.Count == 1))
        {
            // One chunk there and several here, or the other way round: first and last chunk are compared as far as they tell alike.
            AssertAlike(theirs[^1]!, ours[^1], withBilling: false);
            return;
        }

        AssertAlike(theirs[0]!, ours[0], withBilling: true);
        AssertAlike(theirs[^1]!, ours[^1], withBilling: true);
    }

    private static void AssertAlike(JsonNode theirs, JsonNode ours, bool withBilling)
    {
        Assert.Equal(Names(theirs), Names(ours));
        Assert.Equal(Names(theirs["candidates"]![0]!), Names(ours["candidates"]![0]!));
        Assert.Equal(Usage(theirs, withBilling), Usage(ours, withBilling));
    }

    private static IEnumerable<string> Usage(JsonNode chunk, bool withBilling) =>
        Names(chunk["usageMetadata"]!).Except(s_usageOfItsOwn).Except(withBilling ? [] : ["billablePromptUsage"]);

    private static IEnumerable<string> Names(JsonNode node) => node.AsObject().Select(p => p.Key).Order();
}
