using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Castor.Engines.Local;
using Castor.Inference.Quantization;
using Castor.Inference.Synthesis;

namespace Castor.Server.Tests.Local;

/// <summary>Local weights behind the Developer API's door: castor-spark, under its own name and another's, and a model that embeds.</summary>
public sealed class LocalDoorTests(LocalDoorTests.Fixture fixture) : IClassFixture<LocalDoorTests.Fixture>
{
    private const string Hello = """{"contents":[{"parts":[{"text":"Hello"}]}],"generationConfig":{"temperature":0}}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunningServer Server => fixture.Server!;

    [Theory]
    [InlineData("castor-spark")]
    [InlineData("gemini-2.5-flash")]
    public async Task Generate_UnderAnyName_TellsWhatReallyAnswered(string name)
    {
        using HttpResponseMessage response = await Server.PostAsync($"/v1beta/models/{name}:generateContent", Hello);
        JsonNode answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;

        Assert.Equal("local", response.Headers.GetValues("x-castor-engine").Single());
        Assert.Equal("castor-spark", (string)answer["modelVersion"]!);
        Assert.NotEmpty((string)answer["candidates"]![0]!["content"]!["parts"]![0]!["text"]!);
    }

    [Fact]
    public async Task Vertex_OfLocalWeights_GivesTheAnswerOfTheOtherTwinAndTheModelsOwnTokens()
    {
        const string Vertex = "/v1/projects/p/locations/global/publishers/google/models/castor-spark";
        const string Asked = """{"contents":[{"role":"user","parts":[{"text":"Hello"}]}],"generationConfig":{"temperature":0}}""";
        JsonNode here = await Server.PostForJsonAsync("/v1beta/models/castor-spark:generateContent", Hello);
        JsonNode there = await Server.PostForJsonAsync($"{Vertex}:generateContent", Asked);
        Assert.Equal(here["candidates"]![0]!["content"]!["parts"]!.ToJsonString(), there["candidates"]![0]!["content"]!["parts"]!.ToJsonString());
        Assert.NotNull(there["createTime"]);

        JsonNode info = (await Server.PostForJsonAsync($"{Vertex}:computeTokens", """{"contents":[{"role":"user","parts":[{"text":"Die Sterne über uns"}]}]}"""))["tokensInfo"]![0]!;
        byte[] bytes = [.. info["tokens"]!.AsArray().SelectMany(token => Convert.FromBase64String((string)token!))];
        Assert.Equal("Die Sterne über uns", System.Text.Encoding.UTF8.GetString(bytes).TrimStart());
        Assert.Equal(info["tokens"]!.AsArray().Count, info["tokenIds"]!.AsArray().Count);
    }

    [Fact]
    public async Task OpenAiChat_OfLocalWeights_IsTheAnswerOfTheGeminiDoor()
    {
        JsonNode gemini = await Server.PostForJsonAsync("/v1beta/models/castor-spark:generateContent", Hello);
        const string chat = """{"model":"castor-spark","messages":[{"role":"user","content":"Hello"}],"temperature":0}""";
        using HttpResponseMessage response = await Server.PostAsync("/v1beta/openai/chat/completions", chat);
        JsonNode answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;
        using HttpResponseMessage streamed = await Server.PostAsync("/v1beta/openai/chat/completions", chat.Replace("\"temperature\"", "\"stream\":true,\"temperature\"", StringComparison.Ordinal));
        string[] events = (await streamed.Content.ReadAsStringAsync(Cancellation)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

        string text = (string)gemini["candidates"]![0]!["content"]!["parts"]![0]!["text"]!;
        Assert.Equal("local", response.Headers.GetValues("x-castor-engine").Single());
        Assert.Equal(text, (string)answer["choices"]![0]!["message"]!["content"]!);
        Assert.Equal((int)gemini["usageMetadata"]!["totalTokenCount"]!, (int)answer["usage"]!["total_tokens"]!);
        Assert.Equal(text, string.Concat(events[..^1].Select(e => (string?)JsonNode.Parse(e["data: ".Length..])!["choices"]![0]!["delta"]!["content"])));
    }

    [Fact]
    public async Task Generate_OverTheContext_Is400WithBothNumbers()
    {
        string text = string.Join(' ', Enumerable.Repeat("word", 3000));

        JsonNode answer = await Server.PostForJsonAsync("/v1beta/models/castor-spark:generateContent", Body(text));
        JsonNode counted = await Server.PostForJsonAsync("/v1beta/models/castor-spark:countTokens", Body(text));

        int tokens = (int)counted["totalTokens"]!;
        Assert.Equal(400, (int)answer["error"]!["code"]!);
        Assert.Equal("INVALID_ARGUMENT", (string)answer["error"]!["status"]!);
        Assert.Equal($"The input token count ({tokens}) exceeds the maximum number of tokens allowed (1024).", (string)answer["error"]!["message"]!);
    }

    [Theory]
    [InlineData("""{"thinkingConfig":{"thinkingBudget":9000000}}""", 400, "")]
    [InlineData("""{"thinkingConfig":{"thinkingBudget":100,"thinkingLevel":"LOW"}}""", 400, "You can only set only one of thinking budget and thinking level.")]
    [InlineData("""{"temperature":3}""", 400, "")]
    [InlineData("""{"candidateCount":9}""", 400, "")]
    [InlineData("""{"responseModalities":["AUDIO"]}""", 400, "")]
    public async Task Generate_WhatTheModelCannot_IsRefusedAsTheServiceDoes(string config, int code, string message)
    {
        JsonNode answer = await Server.PostForJsonAsync(
            "/v1beta/models/castor-spark:generateContent", $$"""{"contents":[{"parts":[{"text":"Hello"}]}],"generationConfig":{{config}} }""");

        Assert.Equal(code, (int?)answer["error"]?["code"]);
        Assert.Contains(message, (string)answer["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"thinkingConfig":{"thinkingBudget":100}}""")]
    [InlineData("""{"thinkingConfig":{"includeThoughts":true}}""")]
    [InlineData("""{"thinkingConfig":{"thinkingLevel":"LOW"}}""")]
    public async Task Generate_ThinkingOnATemplateWithoutThoughts_IsRefused(string config)
    {
        JsonNode answer = await Server.PostForJsonAsync(
            "/v1beta/models/gemma-3-tiny:generateContent", $$"""{"contents":[{"parts":[{"text":"Hello"}]}],"generationConfig":{{config}} }""");

        Assert.Equal(400, (int?)answer["error"]?["code"]);
        Assert.Contains("hinking", (string)answer["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_ABrokenSignature_IsRefusedAndASoundOneTaken()
    {
        const string Tools = """[{"functionDeclarations":[{"name":"get_weather","description":"Gets the current weather","parameters":{"type":"OBJECT","properties":{"city":{"type":"STRING"}},"required":["city"]}}]}]""";
        const string User = """{"role":"user","parts":[{"text":"What's the weather in Paris?"}]}""";
        JsonNode asked = await Server.PostForJsonAsync(
            "/v1beta/models/castor-spark:generateContent",
            $$"""{"contents":[{{User}}],"tools":{{Tools}},"toolConfig":{"functionCallingConfig":{"mode":"AUTO"} },"generationConfig":{"temperature":0,"thinkingConfig":{"thinkingBudget":64} } }""");
        JsonNode content = asked["candidates"]![0]!["content"]!;
        JsonNode call = content["parts"]!.AsArray().First(p => p!["functionCall"] is not null)!;
        string Answered() => $$"""
            {"contents":[{{User}},{{content.ToJsonString()}},{"role":"user","parts":[{"functionResponse":{"id":"{{call["functionCall"]!["id"]}}","name":"get_weather","response":{"celsius":21} } }]}],
             "tools":{{Tools}} }
            """;

        JsonNode told = await Server.PostForJsonAsync("/v1beta/models/castor-spark:generateContent", Answered());
        byte[] signature = Convert.FromBase64String((string)call["thoughtSignature"]!);
        signature[30] ^= 1;
        call["thoughtSignature"] = Convert.ToBase64String(signature);
        JsonNode refused = await Server.PostForJsonAsync("/v1beta/models/castor-spark:generateContent", Answered());

        Assert.NotNull(told["candidates"]);
        Assert.Equal("Corrupted thought signature.", (string?)refused["error"]?["message"]);
    }

    [Fact]
    public async Task Embed_OneAndMany_AreVectorsOfTheModel()
    {
        JsonNode one = await Server.PostForJsonAsync(
            "/v1beta/models/embeddinggemma-tiny:embedContent", """{"content":{"parts":[{"text":"A cat sat."}]},"outputDimensionality":128}""");
        JsonNode many = await Server.PostForJsonAsync(
            "/v1beta/models/text-embedding-004:batchEmbedContents",
            $$"""{"requests":[{{string.Join(',', Enumerable.Range(0, 9).Select(i => $$"""{"model":"models/text-embedding-004","content":{"parts":[{"text":"Text {{i}}"}]},"taskType":"RETRIEVAL_QUERY"}"""))}}]}""");

        Assert.Equal(128, one["embedding"]!["values"]!.AsArray().Count);
        Assert.True((int)one["usageMetadata"]!["promptTokenCount"]! > 0);
        Assert.Equal(9, many["embeddings"]!.AsArray().Count);
        Assert.All(many["embeddings"]!.AsArray(), e => Assert.Equal(256, e!["values"]!.AsArray().Count));
        Assert.Equal(9, many["embeddings"]!.AsArray().Select(e => e!["values"]!.ToJsonString()).Distinct().Count());
    }

    [Fact]
    public async Task Generate_ByAModelThatEmbeds_Is404()
    {
        JsonNode answer = await Server.PostForJsonAsync("/v1beta/models/embeddinggemma-tiny:generateContent", Hello);

        Assert.Equal(404, (int)answer["error"]!["code"]!);
    }

    [Fact]
    public async Task Stream_HungUpInTheMiddle_LeavesItsPlaceToOthers()
    {
        for (int i = 0; i < 40; i++)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, "/v1beta/models/castor-spark:streamGenerateContent?alt=sse")
            {
                Content = new StringContent(Body("Tell me a story"), System.Text.Encoding.UTF8, "application/json"),
            };
            using HttpResponseMessage response = await Server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        JsonNode answer = await Server.PostForJsonAsync("/v1beta/models/castor-spark:generateContent", Hello);
        Assert.Equal("STOP", (string)answer["candidates"]![0]!["finishReason"]!);
    }

    private static string Body(string text) => $$"""{"contents":[{"parts":[{"text":{{JsonSerializer.Serialize(text)}} }]}]}""";

    /// <summary>One server for all tests: weights take a moment.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("castor-test-").FullName;

        internal RunningServer? Server { get; private set; }

        public async ValueTask InitializeAsync()
        {
            Directory.CreateDirectory(Path.Combine(_folder, "models"));
            foreach (string name in (string[])["embeddinggemma-tiny", "gemma-3-tiny"])
            {
                new ModelSynthesizer { Shape = ModelShapes.Find(name)!, Recipe = QuantizationRecipe.Find("Q8_0")!, Threads = 2 }
                    .Write(Path.Combine(_folder, "models", name + ".gguf"), Cancellation);
            }

            string spark = RepositoryRoot.File("models/castor-spark.gguf");
            Server = await RunningServer.StartAsync(options => options with
            {
                DataFolder = _folder,
                Local = new LocalOptions { Threads = 2, ContextLength = 1024, KvBytes = 256 << 20 },
                Serve = new Dictionary<string, string> { ["castor-spark"] = spark, ["gemini-2.5-flash"] = spark, ["text-embedding-004"] = "embeddinggemma-tiny" },
            });
        }

        public async ValueTask DisposeAsync()
        {
            await Server!.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
