using System.Net;
using System.Text.Json.Nodes;
using static Castor.Server.Tests.Parity.TwinServers;

namespace Castor.Server.Tests.Parity;

/// <summary>The rows of docs/parity.md on what the twins take, each by its number.</summary>
public sealed class RequestParityTests(TwinServers servers) : IClassFixture<TwinServers>
{
    private const string Functions = """{"functionDeclarations":[{"name":"f","description":"d"}]}""";
    private const string Gemini3 = "gemini-3-flash-preview";

    [Fact]
    public async Task Row04_BuiltInToolsWithFunctions_NeedAFlagOnTheDeveloperApiAlone()
    {
        string request = Ask($$""" "tools":[{"googleSearch":{} },{{Functions}}] """);
        Assert.Equal(
            "Please enable tool_config.include_server_side_tool_invocations to use Built-in tools with Function calling.",
            await RefusalAsync(servers.Google, Developer, request, Gemini3));
        Assert.Null(await RefusalAsync(servers.Google, Vertex, request, Gemini3));
        Assert.Null(await RefusalAsync(servers.Merged, Developer, request, Gemini3));
    }

    [Fact]
    public async Task Row05_BuiltInToolsWithFunctionsOnGemini2_AreRefusedByBoth()
    {
        string request = Ask($$""" "tools":[{"googleSearch":{} },{{Functions}}] """);
        Assert.Equal("Tool use with function calling is unsupported", await RefusalAsync(servers.Google, Developer, request));
        Assert.Contains("Tool use with function calling is unsupported", await RefusalAsync(servers.Google, Vertex, request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row08_PlaceholderSignature_IsTakenByBoth()
    {
        const string Request = """
            {"contents":[{"role":"user","parts":[{"text":"hi"}]},
              {"role":"model","parts":[{"functionCall":{"name":"f"},"thoughtSignature":"skip_thought_signature_validator"}]},
              {"role":"user","parts":[{"functionResponse":{"name":"f","response":{"a":1}}}]}],
             "tools":[{"functionDeclarations":[{"name":"f","description":"d"}]}]}
            """;
        Assert.Null(await RefusalAsync(servers.Google, Developer, Request, Gemini3));
        Assert.Null(await RefusalAsync(servers.Google, Vertex, Request, Gemini3));
    }

    [Fact]
    public async Task Row09_MissingThoughtSignature_IsToldInEachTwinsWords()
    {
        const string Request = """
            {"contents":[{"role":"user","parts":[{"text":"hi"}]},{"role":"model","parts":[{"functionCall":{"name":"f"}}]},
              {"role":"user","parts":[{"functionResponse":{"name":"f","response":{"a":1}}}]}],
             "tools":[{"functionDeclarations":[{"name":"f","description":"d"}]}]}
            """;
        Assert.StartsWith("Function call is missing a thought_signature in functionCall parts.", await RefusalAsync(servers.Google, Developer, Request, Gemini3), StringComparison.Ordinal);
        Assert.Equal(
            "Unable to submit request because function call `default_api:f` in the 2. content block is missing a `thought_signature`. "
            + "Learn more: https://docs.cloud.google.com/vertex-ai/generative-ai/docs/thought-signatures",
            await RefusalAsync(servers.Google, Vertex, Request, Gemini3));
    }

    [Theory]
    [InlineData("gemini-2.5-flash", """{"includeThoughts":true,"thinkingBudget":0}""")]
    [InlineData("gemini-2.5-flash-lite", """{"includeThoughts":true}""")]
    public async Task Row10_ThoughtsWithoutThinking_AreRefusedOnVertexAlone(string model, string thinking)
    {
        string request = Ask($$""" "generationConfig":{"thinkingConfig":{{thinking}}} """);
        Assert.Null(await RefusalAsync(servers.Google, Developer, request, model));
        Assert.Equal(
            "Unable to submit request because Thinking_config.include_thoughts is only enabled when thinking is enabled. "
            + "Learn more: https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/gemini",
            await RefusalAsync(servers.Google, Vertex, request, model));
        Assert.Null(await RefusalAsync(servers.Merged, Vertex, request, model));
    }

    [Fact]
    public async Task Row12_Gemini3InARegion_IsNotFound()
    {
        const string Region = "/v1/projects/p/locations/europe-west4/publishers/google/models/";
        Assert.Equal(
            "Publisher Model `projects/p/locations/europe-west4/publishers/google/models/gemini-3-flash-preview` was not found or your project does not have access to it. Please ensure you are using a valid model version. "
            + "For more information, see: https://cloud.google.com/vertex-ai/generative-ai/docs/learn/model-versions",
            await RefusalAsync(servers.Google, Region, Ask(), Gemini3));
        Assert.Null(await RefusalAsync(servers.Google, Region, Ask()));
        Assert.Null(await RefusalAsync(servers.Merged, Region, Ask(), Gemini3));
    }

    [Fact]
    public async Task Row20_FileUris_HaveTheSchemesOfEachTwin()
    {
        const string Request = """{"contents":[{"role":"user","parts":[{"text":"hi"},{"fileData":{"mimeType":"image/png","fileUri":"gs://bucket/a.png"}}]}]}""";
        Assert.Equal("Unsupported file URI type: gs://bucket/a.png", await RefusalAsync(servers.Google, Developer, Request));
        Assert.Null(await RefusalAsync(servers.Google, Vertex, Request));
        Assert.Null(await RefusalAsync(servers.Merged, Developer, Request));
        string video = Request.Replace("gs://bucket/a.png", "https://www.youtube.com/watch?v=9hE5-98ZeCg", StringComparison.Ordinal).Replace("image/png", "video/mp4", StringComparison.Ordinal);
        Assert.Null(await RefusalAsync(servers.Google, Developer, video));
        Assert.Null(await RefusalAsync(servers.Google, Vertex, video));
    }

    [Fact]
    public async Task Row21_DisplayNames_AreTakenByBoth()
    {
        const string Request = """{"contents":[{"role":"user","parts":[{"text":"hi"},{"inlineData":{"mimeType":"text/plain","data":"aGk=","displayName":"a"}}]}]}""";
        Assert.Null(await RefusalAsync(servers.Google, Developer, Request));
        Assert.Null(await RefusalAsync(servers.Google, Vertex, Request));
    }

    [Fact]
    public async Task Row27_CachedContentBesideASetup_IsToldInEachTwinsWords()
    {
        string request = Ask(""" "cachedContent":"cachedContents/1","tools":[{"codeExecution":{}}] """);
        Assert.StartsWith("CachedContent can not be used with GenerateContent request setting system_instruction, tools or tool_config.", await RefusalAsync(servers.Google, Developer, request), StringComparison.Ordinal);
        Assert.Equal(
            "Tool config, tools and system instruction should not be set in the request when using cached content.", await RefusalAsync(servers.Google, Vertex, request));
        Assert.Equal("Not found: cache content metadata 1.", await RefusalAsync(servers.Google, Vertex, Ask(""" "cachedContent":"projects/p/locations/global/cachedContents/1" """)));
        Assert.Equal("Invalid CachedContent name: 1234567890.", await RefusalAsync(servers.Google, Vertex, Ask(""" "cachedContent":"1234567890" """)));
    }

    [Theory]
    [InlineData("OFF")]
    [InlineData("BLOCK_NONE")]
    public async Task Row37_ThresholdsThatBlockNothing_AreTakenByBoth(string threshold)
    {
        string request = Ask($$""" "safetySettings":[{"category":"HARM_CATEGORY_CIVIC_INTEGRITY","threshold":"{{threshold}}"}] """);
        Assert.Null(await RefusalAsync(servers.Google, Developer, request));
        Assert.Null(await RefusalAsync(servers.Google, Vertex, request));
    }

    [Fact]
    public async Task Row37_CategoriesOfImages_AreOfVertexAlone()
    {
        string request = Ask(""" "safetySettings":[{"category":"HARM_CATEGORY_IMAGE_HATE","threshold":"OFF"}] """);
        Assert.Contains("google.ai.generativelanguage.v1beta.HarmCategory", await RefusalAsync(servers.Google, Developer, request), StringComparison.Ordinal);
        Assert.Null(await RefusalAsync(servers.Google, Vertex, request));
        Assert.Null(await RefusalAsync(servers.Merged, Developer, request));
        string old = Ask(""" "safetySettings":[{"category":"HARM_CATEGORY_DEROGATORY","threshold":"OFF"}] """);
        Assert.Contains("google.cloud.aiplatform.v1beta1.HarmCategory", await RefusalAsync(servers.Google, Vertex, old), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"labels\":{\"team\":\"stars\"}")]
    [InlineData("\"generationConfig\":{\"audioTimestamp\":true}")]
    public async Task Row39_LabelsAndAudioTimestamp_AreTakenOnVertex(string field) => Assert.Null(await RefusalAsync(servers.Google, Vertex, Ask(field)));

    [Theory]
    [InlineData("\"modelArmorConfig\":{\"promptTemplateName\":\"t\"}", "model_armor_config")]
    [InlineData("\"generationConfig\":{\"routingConfig\":{\"autoMode\":{}}}", "generation_config.routing_config")]
    [InlineData("\"generationConfig\":{\"modelConfig\":{}}", "generation_config.model_config")]
    [InlineData("\"tools\":[{\"retrieval\":{\"vertexAiSearch\":{}}}]", "tools[0].retrieval")]
    public async Task Row38And39And43_WhatCastorDoesNotHave_Is501WithItsPath(string field, string path)
    {
        foreach ((RunningServer server, string twin) in ((RunningServer, string)[])[(servers.Google, Vertex), (servers.Merged, Vertex), (servers.Merged, Developer)])
        {
            (HttpStatusCode status, JsonNode body) = await PostAsync(server, twin, "generateContent", Ask(field));
            Assert.Equal(HttpStatusCode.NotImplemented, status);
            Assert.Equal(path, (string)body["error"]!["details"]![0]!["fieldViolations"]![0]!["field"]!);
        }
    }

    [Theory]
    [InlineData("$ref", """{"$ref":"#/$defs/a"}""")]
    [InlineData("$defs", """{"type":"OBJECT","properties":{"a":{"type":"STRING"}},"$defs":{}}""")]
    public async Task Row40_ReferencesInResponseSchema_AreUnknownToBoth(string name, string schema)
    {
        string request = Ask($$""" "generationConfig":{"responseMimeType":"application/json","responseSchema":{{schema}}} """);
        Assert.Contains($"Unknown name \"{name}\"", await RefusalAsync(servers.Google, Developer, request), StringComparison.Ordinal);
        Assert.Contains($"Unknown name \"{name}\"", await RefusalAsync(servers.Google, Vertex, request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row41_ReferenceInAFunctionsResult_MustNameAPartOnVertex()
    {
        const string Request = """
            {"contents":[{"role":"user","parts":[{"text":"hi"}]},{"role":"model","parts":[{"functionCall":{"name":"f"}}]},
              {"role":"user","parts":[{"functionResponse":{"name":"f","response":{"schema":{"$ref":"#/a"}}}}]}],
             "tools":[{"functionDeclarations":[{"name":"f","description":"d"}]}]}
            """;
        Assert.Null(await RefusalAsync(servers.Google, Developer, Request));
        Assert.Contains("#/a", await RefusalAsync(servers.Google, Vertex, Request), StringComparison.Ordinal);
        Assert.Null(await RefusalAsync(servers.Merged, Vertex, Request));
    }

    [Fact]
    public async Task Row42_Logprobs_AreByModelOnOneTwinAndNeverStreamedOnTheOther()
    {
        string request = Ask(""" "generationConfig":{"responseLogprobs":true,"logprobs":2} """);
        Assert.StartsWith("Logprobs is not enabled for", await RefusalAsync(servers.Google, Developer, request), StringComparison.Ordinal);
        (_, JsonNode whole) = await PostAsync(servers.Google, Vertex, "generateContent", request);
        Assert.NotNull(whole["candidates"]![0]!["logprobsResult"]);
        Assert.Contains("Logprobs is not supported", await RefusalAsync(servers.Google, Vertex, request, method: "streamGenerateContent"), StringComparison.Ordinal);
        Assert.Null(await RefusalAsync(servers.Merged, Developer, request));
    }

    [Fact]
    public async Task Row43_EnterpriseWebSearch_GroundsAsSearchDoes()
    {
        (_, JsonNode answer) = await PostAsync(servers.Google, Vertex, "generateContent", Ask(""" "tools":[{"enterpriseWebSearch":{}}] """));
        Assert.NotNull(answer["candidates"]![0]!["groundingMetadata"]);
    }

    [Theory]
    [InlineData("googleSearch")]
    [InlineData("enterpriseWebSearch")]
    public async Task Row43_ExcludedDomains_AreNoSources(string tool)
    {
        (_, JsonNode answer) = await PostAsync(servers.Google, Vertex, "generateContent", Ask($$""" "tools":[{"{{tool}}":{"excludeDomains":["example.org"]} }] """));
        JsonArray sources = answer["candidates"]![0]!["groundingMetadata"]!["groundingChunks"]!.AsArray();
        Assert.StartsWith("https://example.com/", (string)Assert.Single(sources)!["web"]!["uri"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("partMetadata", """{"text":"hi","partMetadata":{"a":1} }""", "")]
    [InlineData("toolCall", """{"toolCall":{"id":"1"} }""", "")]
    [InlineData("toolResponse", """{"toolResponse":{"id":"1"} }""", "")]
    [InlineData("name", """{"text":"hi"}""", """, "tools":[{"mcpServers":[{"name":"a"}]}]""")]
    public async Task Row44_PartsAndToolsOfTheDeveloperApi_AreUnknownToVertex(string name, string part, string fields)
    {
        string request = $$"""{"contents":[{"role":"user","parts":[{"text":"hi"},{{part}}]}]{{fields}}}""";
        Assert.Contains($"Unknown name \"{name}\"", await RefusalAsync(servers.Google, Vertex, request), StringComparison.Ordinal);
        foreach ((RunningServer server, string twin) in ((RunningServer, string)[])[(servers.Google, Developer), (servers.Merged, Developer), (servers.Merged, Vertex)])
        {
            Assert.DoesNotContain("Unknown name", await RefusalAsync(server, twin, request) ?? "", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Row45_OptionsOfImages_AreMoreOnVertex()
    {
        const string Model = "gemini-2.5-flash-image";
        string both = Ask(""" "generationConfig":{"responseModalities":["TEXT","IMAGE"],"imageConfig":{"aspectRatio":"16:9"} } """);
        string vertex = both.Replace("\"aspectRatio\"", "\"personGeneration\":\"ALLOW_ADULT\",\"imageOutputOptions\":{\"mimeType\":\"image/png\"},\"aspectRatio\"", StringComparison.Ordinal);
        Assert.Null(await RefusalAsync(servers.Google, Developer, both, Model));
        Assert.Null(await RefusalAsync(servers.Google, Vertex, both, Model));
        Assert.Null(await RefusalAsync(servers.Google, Vertex, vertex, Model));
        Assert.Null(await RefusalAsync(servers.Merged, Developer, vertex, Model));
        string? refusal = await RefusalAsync(servers.Google, Developer, vertex, Model);
        Assert.All((string[])["personGeneration", "imageOutputOptions"], name => Assert.Contains($"Unknown name \"{name}\"", refusal, StringComparison.Ordinal));
        (HttpStatusCode status, _) = await PostAsync(servers.Google, Vertex, "generateContent", vertex.Replace("image/png", "image/jpeg", StringComparison.Ordinal), Model);
        Assert.Equal(HttpStatusCode.NotImplemented, status);
    }

    private static string Ask(string fields = "\"labels\":{}") => $$"""{"contents":[{"role":"user","parts":[{"text":"Who was Castor?"}]}],{{fields}}}""";
}
