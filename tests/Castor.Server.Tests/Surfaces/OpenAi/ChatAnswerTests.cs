using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Castor.Protocol;

namespace Castor.Server.Tests.Surfaces.OpenAi;

/// <summary>Answers of the core, as the dialect tells them: whole bodies and whole streams, byte by byte.</summary>
public sealed class ChatAnswerTests
{
    private const string Hello = """{"model":"gemini-2.5-flash","messages":[{"role":"user","content":"hi"}]}""";
    private const string HelloStreamed = """{"model":"gemini-2.5-flash","messages":[{"role":"user","content":"hi"}],"stream":true}""";
    private const string HelloVertex = """{"model":"google/gemini-2.5-flash","messages":[{"role":"user","content":"hi"}]}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answer_TextThoughtAndCalls_IsTheGoldenBody()
    {
        await using RunningServer server = await ServeAsync(
            Chunk(
                [
                    new Part { Text = "Let me see.", Thought = true },
                    new Part { Text = "I look it up." },
                    Call("get_weather", """{"city":"Paris"}""", id: "c1", signature: "ab"),
                    Call("get_weather", """{"city":"Oslo"}""", id: null),
                ],
                FinishReason.Stop,
                new UsageMetadata { PromptTokenCount = 5, CandidatesTokenCount = 7, ThoughtsTokenCount = 11, CachedContentTokenCount = 2, TotalTokenCount = 23 }));

        using HttpResponseMessage response = await server.PostAsync(OpenAiServer.Chat, Hello);

        Assert.Equal("application/json; charset=UTF-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            """
            {"choices":[{"finish_reason":"tool_calls","index":0,"message":{"content":"<thought>Let me see.</thought>I look it up.",
            "extra_content":{"google":{"thought":true}},"role":"assistant","tool_calls":[
            {"extra_content":{"google":{"thought_signature":"YWI="}},"function":{"arguments":"{\"city\":\"Paris\"}","name":"get_weather"},"id":"c1","type":"function"},
            {"function":{"arguments":"{\"city\":\"Oslo\"}","name":"get_weather"},"id":"call_r1_0_1","type":"function"}]}}],
            "created":1767225600,"id":"r1","model":"gemini-2.5-flash","object":"chat.completion","usage":{"completion_tokens":7,
            "completion_tokens_details":{"reasoning_tokens":11},"prompt_tokens":5,"prompt_tokens_details":{"cached_tokens":2},"total_tokens":23}}
            """.ReplaceLineEndings(""),
            await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Answer_OnVertex_MarksForVertexWithoutTags()
    {
        await using RunningServer server = await ServeAsync(
            Chunk([new Part { Text = "Let me see.", Thought = true }, new Part { Text = "Yes.", ThoughtSignature = "ab"u8.ToArray() }], FinishReason.Stop));

        JsonNode answer = await server.PostForJsonAsync(OpenAiServer.Vertex + "/chat/completions", HelloVertex);

        Assert.Equal("google/gemini-2.5-flash", (string)answer["model"]!);
        Assert.Equal(
            """{"content":"Let me see.Yes.","extra_content":{"vertex":{"thought":true,"thought_signature":"YWI="}},"role":"assistant"}""",
            answer["choices"]![0]!["message"]!.ToJsonString());
    }

    [Fact]
    public async Task Stream_ThoughtTextAndSignature_IsTheGoldenStream()
    {
        await using RunningServer server = await ServeAsync(
            Chunk([new Part { Text = "Let me ", Thought = true }]),
            Chunk([new Part { Text = "see.", Thought = true }]),
            Chunk([new Part { Text = "It is < 3 “é”." }]),
            Chunk([new Part { Text = "", ThoughtSignature = "ab"u8.ToArray() }], FinishReason.Stop, new UsageMetadata { PromptTokenCount = 1, TotalTokenCount = 4 }));

        using HttpResponseMessage response = await server.PostAsync(OpenAiServer.Chat, HelloStreamed);

        const string Tail = ""","created":1767225600,"id":"r1","model":"gemini-2.5-flash","object":"chat.completion.chunk"}""";
        Assert.Equal(
            $$$$"""
            data: {"choices":[{"delta":{"content":"<thought>Let me ","extra_content":{"google":{"thought":true}},"role":"assistant"},"index":0}]{{{{Tail}}}}

            data: {"choices":[{"delta":{"content":"see.","extra_content":{"google":{"thought":true}},"role":"assistant"},"index":0}]{{{{Tail}}}}

            data: {"choices":[{"delta":{"content":"</thought>It is < 3 “é”.","role":"assistant"},"index":0}]{{{{Tail}}}}

            data: {"choices":[{"delta":{"extra_content":{"google":{"thought_signature":"YWI="}},"role":"assistant"},"finish_reason":"stop","index":0}]{{{{Tail}}}}

            data: [DONE]


            """.ReplaceLineEndings("\n"),
            await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Stream_ThoughtAndTextInOneChunk_AreTwoDeltas()
    {
        await using RunningServer server = await ServeAsync(
            Chunk([new Part { Text = "Hm.", Thought = true }, new Part { Text = "4" }], FinishReason.Stop, new UsageMetadata { PromptTokenCount = 1, TotalTokenCount = 4 }));

        JsonNode[] chunks = await server.StreamAsync("""{"model":"gemini-2.5-flash","messages":[{"role":"user","content":"hi"}],"stream":true,"stream_options":{"include_usage":true}}""");

        Assert.Equal(
            ["""{"content":"<thought>Hm.","extra_content":{"google":{"thought":true}},"role":"assistant"}""", """{"content":"</thought>4","role":"assistant"}"""],
            chunks.Select(chunk => chunk["choices"]![0]!["delta"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })));
        Assert.Equal([null, "stop"], chunks.Select(chunk => (string?)chunk["choices"]![0]!["finish_reason"]));
        Assert.Equal([null, 4], chunks.Select(chunk => (int?)chunk["usage"]?["total_tokens"]));
    }

    [Fact]
    public async Task Stream_CallsInSeveralChunks_CountTheirPlacesOn()
    {
        await using RunningServer server = await ServeAsync(
            Chunk([new Part { Text = "Hm.", Thought = true }]),
            Chunk([Call("f", "{}", "a", "ab")]),
            Chunk([Call("f", "{}", "b")], FinishReason.Stop));

        JsonNode[] chunks = await server.StreamAsync(HelloStreamed);

        Assert.Equal("</thought>", (string)chunks[1]["choices"]![0]!["delta"]!["content"]!);
        Assert.Equal([0, 1], chunks[1..].Select(chunk => (int)chunk["choices"]![0]!["delta"]!["tool_calls"]![0]!["index"]!));
        Assert.Equal("tool_calls", (string)chunks[^1]["choices"]![0]!["finish_reason"]!);
    }

    [Fact]
    public async Task Stream_CallsNotAtOnce_HasTheFirstAlone()
    {
        await using RunningServer server = await ServeAsync(Chunk([Call("f", "{}", "a")]), Chunk([Call("f", "{}", "b")], FinishReason.Stop));

        JsonNode[] chunks = await server.StreamAsync("""{"model":"gemini-2.5-flash","messages":[{"role":"user","content":"hi"}],"stream":true,"parallel_tool_calls":false}""");

        Assert.Equal("a", (string)chunks[0]["choices"]![0]!["delta"]!["tool_calls"]![0]!["id"]!);
        Assert.Equal("""{"role":"assistant"}""", chunks[1]["choices"]![0]!["delta"]!.ToJsonString());
    }

    [Fact]
    public async Task Stream_FailsInTheMiddle_TellsItAndIsNotDone()
    {
        await using RunningServer server = await ScriptedEngine.ServeAsync((_, cancellation) => ScriptedEngine.ChunksAsync(
            [ScriptedEngine.Text("one")], new ApiException(ApiStatus.Unavailable, "Too much."), cancellation));

        using HttpResponseMessage response = await server.PostAsync(OpenAiServer.Chat, HelloStreamed);
        string body = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.EndsWith("""data: {"error":{"code":503,"message":"Too much.","status":"UNAVAILABLE"}}""" + "\n\n", body, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_FailsBeforeItsFirstChunk_HasItsStatus()
    {
        await using RunningServer server = await ScriptedEngine.ServeAsync((_, cancellation) => ScriptedEngine.ChunksAsync(
            [], new ApiException(ApiStatus.ResourceExhausted, "Wait."), cancellation));

        (int status, JsonNode error) = await server.RefusedAsync(OpenAiServer.Chat, HelloStreamed);

        Assert.Equal(429, status);
        Assert.Equal("""{"code":429,"message":"Wait.","status":"RESOURCE_EXHAUSTED"}""", error.ToJsonString());
    }

    [Theory]
    [InlineData("STOP", "stop")]
    [InlineData("MAX_TOKENS", "length")]
    [InlineData("SAFETY", "content_filter")]
    [InlineData("RECITATION", "content_filter")]
    [InlineData("PROHIBITED_CONTENT", "content_filter")]
    [InlineData("MALFORMED_FUNCTION_CALL", "stop")]
    [InlineData("OTHER", "stop")]
    public async Task FinishReason_OfTheCore_IsAWordOfTheDialect(string reason, string expected)
    {
        await using RunningServer server = await ServeAsync(Chunk([new Part { Text = "x" }], new FinishReason(reason)));

        JsonNode answer = await server.PostForJsonAsync(OpenAiServer.Chat, Hello);

        Assert.Equal(expected, (string)answer["choices"]![0]!["finish_reason"]!);
    }

    [Theory]
    [InlineData(Hello)]
    [InlineData(HelloStreamed)]
    public async Task Prompt_ThatIsBlocked_IsAFilteredAnswer(string request)
    {
        await using RunningServer server = await ServeAsync(
            new GenerateContentResponse { PromptFeedback = new PromptFeedback { BlockReason = BlockReason.Safety }, ResponseId = "r1" });

        using HttpResponseMessage response = await server.PostAsync(OpenAiServer.Chat, request);
        string body = (await response.Content.ReadAsStringAsync(Cancellation)).Replace("data: ", "", StringComparison.Ordinal).Replace("[DONE]", "", StringComparison.Ordinal);

        Assert.Equal("content_filter", (string)JsonNode.Parse(body)!["choices"]![0]!["finish_reason"]!);
    }

    [Fact]
    public async Task Logprobs_OfTheCore_HaveTheirBytes()
    {
        var token = new LogprobsCandidate { Token = "é", LogProbability = -0.5f };
        GenerateContentResponse chunk = Chunk([new Part { Text = "é" }], FinishReason.Stop);
        chunk = chunk with
        {
            Candidates = [chunk.Candidates![0] with { LogprobsResult = new LogprobsResult { ChosenCandidates = [token], TopCandidates = [new TopCandidates { Candidates = [token] }] } }],
        };
        await using RunningServer server = await ServeAsync(chunk);

        JsonNode answer = await server.PostForJsonAsync(OpenAiServer.Chat, Hello);

        Assert.Equal(
            """{"content":[{"bytes":[195,169],"logprob":-0.5,"token":"é","top_logprobs":[{"bytes":[195,169],"logprob":-0.5,"token":"é"}]}]}""",
            answer["choices"]![0]!["logprobs"]!.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    private static Task<RunningServer> ServeAsync(params GenerateContentResponse[] chunks) =>
        ScriptedEngine.ServeAsync((_, cancellation) => ScriptedEngine.ChunksAsync(chunks, failure: null, cancellation), new FakeClock());

    private static GenerateContentResponse Chunk(Part[] parts, FinishReason? finish = null, UsageMetadata? usage = null) => new()
    {
        Candidates = [new Candidate { Content = new Content { Role = "model", Parts = parts }, FinishReason = finish, Index = 0 }],
        ResponseId = "r1",
        ModelVersion = "gemini-2.5-flash",
        UsageMetadata = usage,
    };

    private static Part Call(string name, string arguments, string? id, string? signature = null) => new()
    {
        FunctionCall = new FunctionCall { Name = name, Args = JsonElement.Parse(arguments), Id = id },
        ThoughtSignature = signature is null ? (ReadOnlyMemory<byte>?)null : Encoding.UTF8.GetBytes(signature),
    };
}
