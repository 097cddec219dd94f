using System.Net;
using System.Text.Json.Nodes;
using static Castor.Server.Tests.Parity.TwinServers;

namespace Castor.Server.Tests.Parity;

/// <summary>The rows of docs/parity.md on how the twins answer, each by its number.</summary>
public sealed class AnswerParityTests(TwinServers servers) : IClassFixture<TwinServers>
{
    private const string Ask = """{"contents":[{"role":"user","parts":[{"text":"Who was Castor?"}]}]}""";
    private const string Weather = """
        {"contents":[{"role":"user","parts":[{"text":"What is the weather in Oslo?"}]}],
         "tools":[{"functionDeclarations":[{"name":"get_weather","description":"Gets the weather of a city.",
           "parameters":{"type":"OBJECT","properties":{"city":{"type":"STRING"}},"required":["city"]}}]}]}
        """;

    [Fact]
    public async Task Row01_ImageTokens_AreSevenTilesOnVertex()
    {
        string image = Png(700, 1003);
        string request = $$"""{"contents":[{"role":"user","parts":[{"inlineData":{"mimeType":"image/png","data":"{{image}}"} }]}]}""";
        Assert.Equal(258, (int)(await Answer(Developer, request, "countTokens"))["totalTokens"]!);
        JsonNode counted = await Answer(Vertex, request, "countTokens");
        Assert.Equal(1806, (int)counted["totalTokens"]!);
        Assert.Equal("IMAGE", (string)counted["promptTokensDetails"]![0]!["modality"]!);
    }

    [Fact]
    public async Task Row02_ThoughtsThatNobodyAskedFor_ComeOnVertexAlone()
    {
        const string Request = """
            {"contents":[{"role":"user","parts":[{"text":"A red bicycle"}]}],
             "generationConfig":{"responseModalities":["TEXT","IMAGE"],"thinkingConfig":{"includeThoughts":false,"thinkingLevel":"HIGH"}}}
            """;
        const string Model = "gemini-3.1-flash-image-preview";
        Assert.False(HasThoughts(await Answer(Developer, Request, model: Model)));
        Assert.True(HasThoughts(await Answer(Vertex, Request, model: Model)));
        (_, JsonNode merged) = await PostAsync(servers.Merged, Vertex, "generateContent", Request, Model);
        Assert.False(HasThoughts(merged));
    }

    [Fact]
    public async Task Row03_CallIds_ComeWithGemini3()
    {
        Assert.Null(CallOf(await Answer(Vertex, Weather))["id"]);
        JsonNode call = CallOf(await Answer(Vertex, Weather, model: "gemini-3-flash-preview"));
        Assert.NotNull(call["id"]);
    }

    [Fact]
    public async Task Row07_StreamedArguments_ComeByPathOnVertex()
    {
        JsonNode asked = JsonNode.Parse(Weather)!;
        asked["toolConfig"] = JsonNode.Parse("""{"functionCallingConfig":{"streamFunctionCallArguments":true}}""");
        foreach ((RunningServer server, string twin) in ((RunningServer, string)[])[(servers.Google, Vertex), (servers.Merged, Developer)])
        {
            IReadOnlyList<JsonNode> chunks = await StreamAsync(server, twin, asked.ToJsonString());
            JsonNode call = chunks.Select(c => c["candidates"]![0]!["content"]!["parts"]![0]!["functionCall"]).OfType<JsonNode>().Single();
            Assert.Null(call["args"]);
            Assert.Equal("""[{"jsonPath":"$.city","stringValue":"Oslo"}]""", call["partialArgs"]!.ToJsonString());
        }
    }

    [Fact]
    public async Task Row13_CountTokens_TakesItsSetupAtTheRootOnVertex()
    {
        const string Setup = """ "systemInstruction":{"parts":[{"text":"You are a star guide."}]} """;
        const string Contents = """ "contents":[{"role":"user","parts":[{"text":"Who was Castor?"}]}] """;
        int alone = (int)(await Answer(Vertex, $$"""{{{Contents}}}""", "countTokens"))["totalTokens"]!;
        int guided = (int)(await Answer(Vertex, $$"""{{{Contents}},{{Setup}}}""", "countTokens"))["totalTokens"]!;
        Assert.True(guided > alone);
        int wrapped = (int)(await Answer(Developer, $$"""{"generateContentRequest":{"model":"models/gemini-2.5-flash",{{Contents}},{{Setup}}} }""", "countTokens"))["totalTokens"]!;
        Assert.Equal(guided, wrapped);
        (HttpStatusCode status, JsonNode merged) = await PostAsync(servers.Merged, Developer, "countTokens", $$"""{{{Contents}},{{Setup}}}""");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(guided, (int)merged["totalTokens"]!);
    }

    [Fact]
    public async Task Row14_CountTokens_TellsBillableCharactersOnVertexAlone()
    {
        Assert.Null((await Answer(Developer, Ask, "countTokens"))["totalBillableCharacters"]);
        JsonNode counted = await Answer(Vertex, Ask, "countTokens");
        Assert.Equal("Who was Castor?".Replace(" ", "", StringComparison.Ordinal).Length, (int)counted["totalBillableCharacters"]!);
        Assert.Null(counted["cachedContentTokenCount"]);
    }

    [Fact]
    public async Task Row15_ComputeTokens_TellsIdsAndBytesOnVertex()
    {
        JsonNode info = (await Answer(Vertex, Ask, "computeTokens"))["tokensInfo"]![0]!;
        Assert.Equal("user", (string)info["role"]!);
        byte[] bytes = [.. info["tokens"]!.AsArray().SelectMany(token => Convert.FromBase64String((string)token!))];
        Assert.Equal("Who was Castor?", System.Text.Encoding.UTF8.GetString(bytes));
        Assert.All(info["tokenIds"]!.AsArray(), id => Assert.True(long.TryParse((string)id!, out _)));
    }

    [Fact]
    public async Task Row16And18_Embeddings_HaveEachTwinsForm()
    {
        const string Model = "gemini-embedding-001";
        JsonNode here = await Answer(Developer, """{"content":{"parts":[{"text":"a cat"}]},"outputDimensionality":8}""", "embedContent", Model);
        JsonNode there = await Answer(Vertex, """{"content":{"parts":[{"text":"a cat"}]},"embedContentConfig":{"outputDimensionality":8}}""", "embedContent", Model);
        JsonNode predicted = await Answer(Vertex, """{"instances":[{"content":"a cat"}],"parameters":{"outputDimensionality":8}}""", "predict", Model);
        string values = here["embedding"]!["values"]!.ToJsonString();
        JsonNode nested = await Answer(
            Developer,
            """{"content":{"parts":[{"text":"a cat"}]},"embedContentConfig":{"outputDimensionality":8,"autoTruncate":false},"outputDimensionality":9}""",
            "embedContent",
            Model);
        JsonNode batch = await Answer(
            Developer,
            """{"requests":[{"model":"models/gemini-embedding-001","content":{"parts":[{"text":"a cat"}]},"embedContentConfig":{"outputDimensionality":8}}]}""",
            "batchEmbedContents",
            Model);
        Assert.Equal(values, nested["embedding"]!["values"]!.ToJsonString());
        Assert.Equal(values, batch["embeddings"]![0]!["values"]!.ToJsonString());
        Assert.Equal(values, there["embedding"]!["values"]!.ToJsonString());
        Assert.Equal(values, predicted["predictions"]![0]!["embeddings"]!["values"]!.ToJsonString());
        Assert.False((bool)predicted["predictions"]![0]!["embeddings"]!["statistics"]!["truncated"]!);
        Assert.Equal(4, (int)predicted["metadata"]!["billableCharacterCount"]!);
    }

    [Fact]
    public async Task Row17_EmbedContentOnVertex_TakesOneContent()
    {
        string? refusal = await RefusalAsync(
            servers.Google, Vertex, """{"requests":[{"content":{"parts":[{"text":"a"}]}}]}""", "gemini-embedding-001", "embedContent");
        Assert.Contains("Unknown name \"requests\"", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row29And30_Models_TellNoLimitsAndOtherNamesOnVertex()
    {
        JsonNode here = await Get("/v1beta/models/gemini-2.5-flash");
        JsonNode there = await Get("/v1beta1/publishers/google/models/gemini-2.5-flash");
        Assert.Equal("models/gemini-2.5-flash", (string)here["name"]!);
        Assert.NotNull(here["inputTokenLimit"]);
        Assert.Equal("publishers/google/models/gemini-2.5-flash", (string)there["name"]!);
        Assert.Null(there["inputTokenLimit"]);
        Assert.Null(there["supportedGenerationMethods"]);
        JsonNode page = await Get("/v1/publishers/google/models?pageSize=2");
        Assert.Equal(2, page["publisherModels"]!.AsArray().Count);
        Assert.NotNull(page["nextPageToken"]);
    }

    [Fact]
    public async Task Row32_CreateTime_IsInEveryChunkOnVertex()
    {
        IReadOnlyList<JsonNode> chunks = await StreamAsync(servers.Google, Vertex, Ask);
        Assert.Single(chunks.Select(c => (string)c["createTime"]!).Distinct());
        Assert.Single(chunks.Select(c => (string)c["responseId"]!).Distinct());
        Assert.All(await StreamAsync(servers.Google, Developer, Ask), chunk => Assert.Null(chunk["createTime"]));
    }

    [Fact]
    public async Task Row33_Usage_IsToldOnlyAtTheEndOnVertex()
    {
        IReadOnlyList<JsonNode> chunks = await StreamAsync(servers.Google, Vertex, Ask);
        Assert.True(chunks.Count > 2);
        Assert.All(chunks, chunk => Assert.Equal("ON_DEMAND", (string)chunk["usageMetadata"]!["trafficType"]!));
        Assert.All(chunks.SkipLast(1), chunk => Assert.Null(chunk["usageMetadata"]!["promptTokenCount"]));
        Assert.True((int)chunks[^1]["usageMetadata"]!["totalTokenCount"]! > 0);
        Assert.All(await StreamAsync(servers.Google, Developer, Ask), chunk => Assert.NotNull(chunk["usageMetadata"]!["promptTokenCount"]));
    }

    [Theory]
    [InlineData(Developer)]
    [InlineData(Vertex)]
    public async Task Row34_FailureOfAStream_IsAnArrayWithoutSse(string twin)
    {
        (_, JsonNode body) = await PostAsync(servers.Google, twin, "streamGenerateContent", "{}");
        Assert.Equal(400, (int)body.AsArray()[0]!["error"]!["code"]!);
        using HttpResponseMessage events = await servers.Google.PostAsync($"{twin}gemini-2.5-flash:streamGenerateContent?alt=sse", "{}");
        Assert.Equal("text/event-stream", events.Content.Headers.ContentType!.ToString());
    }

    private async Task<JsonNode> Answer(string twin, string request, string method = "generateContent", string model = "gemini-2.5-flash")
    {
        (HttpStatusCode status, JsonNode body) = await PostAsync(servers.Google, twin, method, request, model);
        Assert.True(status == HttpStatusCode.OK, body.ToJsonString());
        return body;
    }

    private async Task<JsonNode> Get(string path) =>
        JsonNode.Parse(await servers.Google.Client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken))!;

    private static bool HasThoughts(JsonNode answer) =>
        answer["candidates"]![0]!["content"]!["parts"]!.AsArray().Any(part => (bool?)part!["thought"] == true);

    private static JsonNode CallOf(JsonNode answer) =>
        answer["candidates"]![0]!["content"]!["parts"]!.AsArray().Select(part => part!["functionCall"]).OfType<JsonNode>().Single();

    /// <summary>The beginning of a PNG file, which tells its size.</summary>
    private static string Png(int width, int height)
    {
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0, 0, 0, 0, 0];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        return Convert.ToBase64String(png);
    }
}
