using System.Net;
using System.Text.Json.Nodes;
using Castor.Server.Tests.Surfaces.OpenAi;

namespace Castor.Server.Tests.Parity;

/// <summary>Row 48 of docs/parity.md: what the OpenAI dialect of each twin takes, and that the merged profile takes all of it at either door.</summary>
public sealed class OpenAiParityTests(TwinServers servers) : IClassFixture<TwinServers>
{
    private const string Region = "/v1/projects/acme/locations/europe-west4/endpoints/openapi";
    private const string OpenAiModelPrefix = "google/";
    private const string Ask = """ "messages":[{"role":"user","content":"Who was Castor?"}] """;
    private const string Flash = """ "model":"{0}gemini-2.5-flash" """;

    /// <summary>A body (<c>{0}</c> is what the door wants before the model), and what each door says to it; null for an answer.</summary>
    public static TheoryData<string, string?, string?> Rows => new()
    {
        { $"{Flash},{Ask}", null, null },
        { $$"""{{Flash.Replace("2.5", "2.0", StringComparison.Ordinal)}},{{Ask}},"frequency_penalty":0.5,"presence_penalty":0.5""", "Unknown name \"frequency_penalty\"", null },
        { $$"""{{Flash}},{{Ask}},"user":"ada","metadata":{"a":"b"},"logit_bias":{"1":2}""", "Unknown name \"user\"", null },
        { $$"""{{Flash}},{{Ask}},"google":{"thinking_config":{"thinking_budget":0} }""", "Unknown name \"google\"", null },
        { $$"""{{Flash}},{{Ask}},"extra_body":{"google":{"thinking_config":{"thinking_budget":0} } }""", null, "Request contains an invalid argument." },
        {
            """
            "model":"{0}gemini-3.6-flash","messages":[{"role":"user","content":"hi"},
             {"role":"assistant","content":"I look.","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"},
               "extra_content":{"google":{"thought_signature":"skip_thought_signature_validator"}}}]},
             {"role":"tool","tool_call_id":"a","content":"1"}],"tools":[{"type":"function","function":{"name":"f","description":"d"}}]
            """,
            null, "Request contains an invalid argument."
        },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Row48_Body_IsTakenOrRefusedByEachTwinAndTakenByBothWhenMerged(string fields, string? developer, string? vertex)
    {
        string here = Body(fields, "");
        string there = Body(fields, OpenAiModelPrefix);
        await AssertSaysAsync(servers.Google, OpenAiServer.Mount, here, developer);
        await AssertSaysAsync(servers.Google, OpenAiServer.Vertex, there, vertex);
        foreach (string body in (string[])[here, there])
        {
            await AssertSaysAsync(servers.Merged, OpenAiServer.Mount, body, null);
            await AssertSaysAsync(servers.Merged, OpenAiServer.Vertex, body, null);
        }
    }

    [Fact]
    public async Task Row48_NameOfAModel_IsThatOfTheDoorUnlessMerged()
    {
        string here = Body($"{Flash},{Ask}", "");
        string there = Body($"{Flash},{Ask}", OpenAiModelPrefix);
        await AssertSaysAsync(servers.Google, OpenAiServer.Mount, there, "unexpected model name format");
        await AssertSaysAsync(servers.Google, OpenAiServer.Vertex, here, "Malformed publisher model `gemini-2.5-flash`");
        foreach (string mount in (string[])[OpenAiServer.Mount, OpenAiServer.Vertex])
        {
            foreach (string path in (string[])["/models/google/gemini-2.5-flash", "/models/gemini-2.5-flash"])
            {
                using HttpResponseMessage response = await servers.Merged.Client.GetAsync(new Uri(mount + path, UriKind.Relative), TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }
        }
    }

    [Fact]
    public async Task Row48_Gemini3InARegion_IsThereWhenMerged()
    {
        const string Body = $$"""{"model":"google/gemini-3-flash-preview",{{Ask}}}""";
        await AssertSaysAsync(servers.Google, Region, Body, "was not found or your project does not have access to it.");
        await AssertSaysAsync(servers.Merged, Region, Body, null);
    }

    [Fact]
    public async Task Row48_Answers_KeepTheFormOfTheirDoorWhenMerged()
    {
        const string Thoughts = """,  "extra_body":{"google":{"thinking_config":{"include_thoughts":true}}}""";
        string body = Body($"{Flash},{Ask}{Thoughts}", "");
        JsonNode here = await AnswerAsync(servers.Merged, OpenAiServer.Mount, body);
        JsonNode there = await AnswerAsync(servers.Merged, OpenAiServer.Vertex, body);
        Assert.Equal(("gemini-2.5-flash", "google/gemini-2.5-flash"), ((string)here["model"]!, (string)there["model"]!));
        (JsonNode mine, JsonNode theirs) = (here["choices"]![0]!["message"]!, there["choices"]![0]!["message"]!);
        Assert.StartsWith("<thought>", (string)mine["content"]!, StringComparison.Ordinal);
        Assert.False(((string)theirs["content"]!).StartsWith("<thought>", StringComparison.Ordinal));
    }

    private static string Body(string fields, string prefix) => "{" + fields.Replace("{0}", prefix, StringComparison.Ordinal) + "}";

    private static async Task AssertSaysAsync(RunningServer server, string mount, string body, string? refusal)
    {
        if (refusal is null)
        {
            Assert.NotNull((await AnswerAsync(server, mount, body))["choices"]);
            return;
        }

        (_, JsonNode error) = await server.RefusedAsync(mount + "/chat/completions", body);
        Assert.Contains(refusal, (string)error["message"]!, StringComparison.Ordinal);
    }

    private static async Task<JsonNode> AnswerAsync(RunningServer server, string mount, string body)
    {
        using HttpResponseMessage response = await server.PostAsync(mount + "/chat/completions", body);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{mount} {body}: {text}");
        return JsonNode.Parse(text)!;
    }
}
