using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Castor.Engines;
using Castor.Engines.Local;
using Castor.Protocol;
using Castor.Server.Tests.Surfaces;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Castor.Server.Tests.Safety;

/// <summary>Prompts and answers that an operator's classifier rates: what passes, what is blocked, and how each door tells it.</summary>
public sealed class SafetyTests : IAsyncLifetime
{
    private const string Model = "/v1beta/models/gemini-2.5-flash";
    private const string Vertex = "/v1/projects/p/locations/global/publishers/google/models/gemini-2.5-flash";
    private const string High = "{HARASSMENT 0.95}";

    private WordClassifier? _classifier;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private WordClassifier Classifier => _classifier!;

    public async ValueTask InitializeAsync() => _classifier = await WordClassifier.StartAsync();

    public ValueTask DisposeAsync() => Classifier.DisposeAsync();

    [Fact]
    public async Task Answer_WithoutAClassifier_HasNoRatings()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        JsonNode answer = await server.PostForJsonAsync($"{Model}:generateContent", Body(High, "BLOCK_LOW_AND_ABOVE"));
        Assert.Null(answer["candidates"]![0]!["safetyRatings"]);
        Assert.Null(answer["promptFeedback"]);
    }

    [Theory]
    [InlineData("BLOCK_LOW_AND_ABOVE", 0.49, false)]
    [InlineData("BLOCK_LOW_AND_ABOVE", 0.5, true)]
    [InlineData("BLOCK_MEDIUM_AND_ABOVE", 0.69, false)]
    [InlineData("BLOCK_MEDIUM_AND_ABOVE", 0.7, true)]
    [InlineData("BLOCK_ONLY_HIGH", 0.89, false)]
    [InlineData("BLOCK_ONLY_HIGH", 0.9, true)]
    [InlineData("BLOCK_NONE", 0.99, false)]
    [InlineData("OFF", 0.99, false)]
    [InlineData("HARM_BLOCK_THRESHOLD_UNSPECIFIED", 0.99, false)]
    public async Task Prompt_OfAScore_IsBlockedFromItsThresholdOn(string threshold, double score, bool blocked)
    {
        await using RunningServer server = await ServeAsync();
        JsonNode answer = await server.PostForJsonAsync($"{Model}:generateContent", Body(string.Create(null, $"{{HARASSMENT {score}}}"), threshold));
        Assert.Equal(blocked, answer["candidates"] is null);
        Assert.Equal(blocked ? "SAFETY" : null, (string?)answer["promptFeedback"]?["blockReason"]);
        // Gemini 2.5 has the filter off by default, so that a category switched off leaves nothing to ask for.
        Assert.Equal(threshold is "OFF" or "HARM_BLOCK_THRESHOLD_UNSPECIFIED", Classifier.Asked.IsEmpty);
    }

    [Fact]
    public async Task Prompt_Blocked_HasTheShapeOfEachDoorWholeAndStreamed()
    {
        await using RunningServer server = await ServeAsync();
        string body = Body(High, "BLOCK_MEDIUM_AND_ABOVE");
        const string Expected = """{"blockReason":"SAFETY","safetyRatings":[{"category":"HARM_CATEGORY_HARASSMENT","probability":"HIGH","blocked":true}]}""";
        JsonNode whole = await server.PostForJsonAsync($"{Model}:generateContent", body);
        Assert.Equal(Expected, whole["promptFeedback"]!.ToJsonString());
        int tokens = (int)(await server.PostForJsonAsync($"{Model}:countTokens", """{"contents":[{"role":"user","parts":[{"text":"{HARASSMENT 0.95}"}]}]}"""))["totalTokens"]!;
        Assert.Equal(tokens, (int)whole["usageMetadata"]!["promptTokenCount"]!);
        Assert.Equal("gemini-2.5-flash", (string)whole["modelVersion"]!);
        Assert.Equal(23, ((string)whole["responseId"]!).Length);

        JsonNode streamed = Assert.Single(await EventsAsync(server, $"{Model}:streamGenerateContent?alt=sse", body));
        Assert.Equal(Expected, streamed["promptFeedback"]!.ToJsonString());

        JsonNode rating = (await server.PostForJsonAsync($"{Vertex}:generateContent", body))["promptFeedback"]!["safetyRatings"]![0]!;
        Assert.Equal(["HIGH", "HARM_SEVERITY_HIGH"], [(string)rating["probability"]!, (string)rating["severity"]!]);
        Assert.Equal(0.95f, (float)rating["probabilityScore"]!);
        Assert.InRange((float)rating["severityScore"]!, 0.6f, 1f);

        string chat = Chat(High);
        JsonNode choice = (await server.PostForJsonAsync("/v1beta/openai/chat/completions", chat))["choices"]![0]!;
        Assert.Equal("content_filter", (string)choice["finish_reason"]!);
        Assert.Null(choice["message"]!["content"]);
    }

    [Fact]
    public async Task Prompt_Asked_IsAllThatTheRequestSays()
    {
        await using RunningServer server = await ServeAsync();
        await server.PostForJsonAsync($"{Model}:generateContent", """
            {"systemInstruction":{"parts":[{"text":"one"}]},"contents":[{"role":"user","parts":[{"text":"two"},{"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgo="}}]},
             {"role":"model","parts":[{"functionCall":{"name":"f","args":{"a":"three"}}}]},{"role":"user","parts":[{"functionResponse":{"name":"f","response":{"b":"four"}}}]}],
             "safetySettings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_NONE"},{"category":"HARM_CATEGORY_JAILBREAK","threshold":"BLOCK_ONLY_HIGH"}]}
            """);
        JsonNode asked = Classifier.Asked.First();
        Assert.Equal("PROMPT", (string)asked["subject"]!);
        Assert.Equal("gemini-2.5-flash", (string)asked["model"]!);
        Assert.Equal("one\ntwo\nf {\"a\":\"three\"}\nf {\"b\":\"four\"}", (string)asked["text"]!);
        Assert.Equal(["HARM_CATEGORY_HARASSMENT", "HARM_CATEGORY_JAILBREAK"], asked["categories"]!.AsArray().Select(c => (string)c!));
    }

    [Fact]
    public async Task Answer_Blocked_HasNoContentInAnyDoor()
    {
        await using RunningServer server = await ServeAsync(["Once upon ", "a time " + High, " there was"]);
        string body = Body("Hello", "BLOCK_LOW_AND_ABOVE");
        JsonNode answer = await server.PostForJsonAsync($"{Model}:generateContent", body);
        Assert.Equal(
            """[{"finishReason":"SAFETY","index":0,"safetyRatings":[{"category":"HARM_CATEGORY_HARASSMENT","probability":"HIGH","blocked":true}]}]""",
            answer["candidates"]!.ToJsonString());
        Assert.Null(answer["promptFeedback"]);

        JsonNode candidate = (await server.PostForJsonAsync($"{Vertex}:generateContent", body))["candidates"]![0]!;
        Assert.Null(candidate["content"]);
        Assert.Equal("SAFETY", (string)candidate["finishReason"]!);
        Assert.Equal("HARM_SEVERITY_HIGH", (string)candidate["safetyRatings"]![0]!["severity"]!);

        string chat = Chat("Hello");
        JsonNode choice = (await server.PostForJsonAsync("/v1beta/openai/chat/completions", chat))["choices"]![0]!;
        Assert.Equal("content_filter", (string)choice["finish_reason"]!);
        Assert.Null(choice["message"]!["content"]);
    }

    [Fact]
    public async Task Answer_ThatPasses_IsWholeWithRatings()
    {
        string[] pieces = [.. Enumerable.Range(0, 200).Select(i => $"word{i} ")];
        await using RunningServer server = await ServeAsync(pieces);
        string body = Body("Hello", "BLOCK_LOW_AND_ABOVE");
        const string Ratings = """[{"category":"HARM_CATEGORY_HARASSMENT","probability":"NEGLIGIBLE"}]""";
        JsonNode whole = (await server.PostForJsonAsync($"{Model}:generateContent", body))["candidates"]![0]!;
        Assert.Equal(string.Concat(pieces), (string)whole["content"]!["parts"]![0]!["text"]!);
        Assert.Equal(Ratings, whole["safetyRatings"]!.ToJsonString());
        Assert.Equal(["PROMPT", "ANSWER"], Classifier.Asked.Select(a => (string)a["subject"]!));

        List<JsonNode> streamed = await EventsAsync(server, $"{Model}:streamGenerateContent?alt=sse", body);
        Assert.Equal(string.Concat(pieces), string.Concat(streamed.Select(TextOf)));
        Assert.Equal(pieces.Length, streamed.Count);
        Assert.Equal(Ratings, streamed[^1]["candidates"]![0]!["safetyRatings"]!.ToJsonString());
        Assert.Equal("STOP", (string)streamed[^1]["candidates"]![0]!["finishReason"]!);
    }

    [Fact]
    public async Task Stream_ThatTurnsBad_StopsThereAndTellsNothingOfIt()
    {
        string good = string.Concat(Enumerable.Repeat("All is well. ", 40));
        var stopped = new TaskCompletionSource();
        await using RunningServer server = await ServeAsync((_, token) => EndlessAsync([good, "and then {HARASS", "MENT 0.95}"], stopped, token));
        List<JsonNode> events = await EventsAsync(server, $"{Model}:streamGenerateContent?alt=sse", Body("Hello", "BLOCK_ONLY_HIGH"));

        // The engine would go on for ever: that the stream ends shows that it was stopped.
        await stopped.Task.WaitAsync(Cancellation);
        Assert.Equal(good, string.Concat(events.Select(TextOf)));
        JsonNode last = events[^1]["candidates"]![0]!;
        Assert.Null(last["content"]);
        Assert.Equal("SAFETY", (string)last["finishReason"]!);
        Assert.True((bool)last["safetyRatings"]![0]!["blocked"]!);
        Assert.All(events[..^1], e => Assert.Null(e["candidates"]![0]!["finishReason"]));
    }

    [Theory]
    [InlineData("generateContent")]
    [InlineData("streamGenerateContent?alt=sse")]
    public async Task Candidates_OfWhichOneIsBad_AreBlockedOneByOne(string method)
    {
        string long1 = new('a', 300);
        await using RunningServer server = await ServeAsync((_, token) => ScriptedEngine.ChunksAsync(
            [Two(long1, "b" + High), Two(long1, new string('b', 300)), Two("the end", "too late", FinishReason.Stop)], null, token));
        string body = Body("Hello", "BLOCK_LOW_AND_ABOVE", """ "generationConfig":{"candidateCount":2},""");
        List<JsonNode> answers = method == "generateContent" ? [await server.PostForJsonAsync($"{Model}:{method}", body)] : await EventsAsync(server, $"{Model}:{method}", body);

        ILookup<int, JsonNode> candidates = answers.SelectMany(a => a["candidates"]!.AsArray()).ToLookup(c => (int)c!["index"]!, c => c!);
        Assert.Equal(long1 + long1 + "the end", string.Concat(candidates[0].Select(c => (string?)c["content"]?["parts"]?[0]?["text"])));
        Assert.Equal("STOP", (string)candidates[0].Last()["finishReason"]!);
        JsonNode bad = Assert.Single(candidates[1]);
        Assert.Equal("SAFETY", (string)bad["finishReason"]!);
        Assert.Null(bad["content"]);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("text")]
    [InlineData("empty")]
    [InlineData("level")]
    [InlineData("cut")]
    [InlineData("redirect")]
    public async Task Classifier_ThatFails_LetsNothingPass(string failure)
    {
        Classifier.Misbehave = (_, context) => MisbehaveAsync(failure, context);
        await using RunningServer server = await ServeAsync();
        foreach (string path in (string[])[$"{Model}:generateContent", $"{Model}:streamGenerateContent?alt=sse", $"{Vertex}:generateContent"])
        {
            using HttpResponseMessage response = await server.PostAsync(path, Body("Hello", "BLOCK_LOW_AND_ABOVE"));
            JsonNode error = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!["error"]!;
            Assert.Equal(503, (int)response.StatusCode);
            Assert.Equal("UNAVAILABLE", (string)error["status"]!);
            Assert.StartsWith("The safety classifier of this server failed", (string)error["message"]!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Classifier_ThatFailsInMidStream_EndsTheStreamWithAnError()
    {
        Classifier.Misbehave = async (question, context) =>
        {
            bool late = ((string)question["text"]!).Contains("late", StringComparison.Ordinal);
            context.Response.StatusCode = late ? 500 : 200;
            await context.Response.WriteAsync("""{"safetyRatings":[{"category":"HARM_CATEGORY_HARASSMENT","probability":"LOW"}]}""", Cancellation);
        };
        string early = new('e', 300);
        await using RunningServer server = await ServeAsync([early, "late " + new string('l', 300), "end"]);
        using HttpResponseMessage response = await server.PostAsync($"{Model}:streamGenerateContent?alt=sse", Body("Hello", "BLOCK_ONLY_HIGH"));
        string text = await response.Content.ReadAsStringAsync(Cancellation);
        string[] events = text.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(early, TextOf(JsonNode.Parse(events[0]["data: ".Length..])!));
        Assert.Equal(503, (int)JsonNode.Parse(events[^1])!["error"]!["code"]!);
        Assert.DoesNotContain("late ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classifier_ThatIsSilent_IsGivenUpAfterItsTime()
    {
        var asked = new TaskCompletionSource();
        var clock = new FakeClock();
        Classifier.Misbehave = async (_, context) =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };
        await using RunningServer server = await ServeAsync((_, token) => ScriptedEngine.ChunksAsync([ScriptedEngine.Text("Hi", last: true)], null, token), clock);
        Task<HttpResponseMessage> pending = server.PostAsync($"{Model}:generateContent", Body("Hello", "BLOCK_LOW_AND_ABOVE"));
        await asked.Task.WaitAsync(Cancellation);
        clock.Advance(Server.Safety.HttpClassifier.Patience);
        using HttpResponseMessage response = await pending;
        Assert.Equal(503, (int)response.StatusCode);
    }

    [Fact]
    public async Task Classifier_ThatNobodyReaches_LetsNothingPass()
    {
        Uri gone = Classifier.Address;
        await Classifier.DisposeAsync();
        await using RunningServer server = await RunningServer.StartAsync(options => options with { SafetyClassifier = gone });
        using HttpResponseMessage response = await server.PostAsync($"{Model}:generateContent", Body("Hello", "BLOCK_LOW_AND_ABOVE"));
        Assert.Equal(503, (int)response.StatusCode);
    }

    [Fact]
    public async Task Vertex_ByTheMethodSeverity_BlocksBySeverity()
    {
        Classifier.Misbehave = (_, context) => context.Response.WriteAsync(
            """{"safetyRatings":[{"category":"HARM_CATEGORY_HARASSMENT","probability":"HIGH","severityScore":0.3}]}""", Cancellation);
        await using RunningServer server = await ServeAsync(["Hi"]);
        string body = Body("Hello", "BLOCK_MEDIUM_AND_ABOVE").Replace("""threshold":""", """method":"SEVERITY","threshold":""", StringComparison.Ordinal);
        JsonNode passed = await server.PostForJsonAsync($"{Vertex}:generateContent", body);
        Assert.Equal("HARM_SEVERITY_LOW", (string)passed["candidates"]![0]!["safetyRatings"]![0]!["severity"]!);
        JsonNode blocked = await server.PostForJsonAsync($"{Vertex}:generateContent", body.Replace("SEVERITY", "PROBABILITY", StringComparison.Ordinal));
        Assert.Equal("SAFETY", (string)blocked["promptFeedback"]!["blockReason"]!);
    }

    [Fact]
    public async Task LocalWeights_AreRatedAndBlockedFromMediumOnByDefault()
    {
        await using RunningServer server = await RunningServer.StartAsync(options => options with
        {
            SafetyClassifier = Classifier.Address,
            Local = new LocalOptions { Threads = 2, ContextLength = 1024, KvBytes = 256 << 20 },
            Serve = new Dictionary<string, string> { ["castor-spark"] = RepositoryRoot.File("models/castor-spark.gguf") },
        });
        JsonNode answer = await server.PostForJsonAsync("/v1beta/models/castor-spark:generateContent", """{"contents":[{"parts":[{"text":"Hello"}]}]}""");
        Assert.Equal(
            ["HARM_CATEGORY_HATE_SPEECH", "HARM_CATEGORY_DANGEROUS_CONTENT", "HARM_CATEGORY_HARASSMENT", "HARM_CATEGORY_SEXUALLY_EXPLICIT"],
            answer["candidates"]![0]!["safetyRatings"]!.AsArray().Select(r => (string)r!["category"]!));
        Assert.Equal((string)answer["candidates"]![0]!["content"]!["parts"]![0]!["text"]!, (string)Classifier.Asked.Last()["text"]!);
        JsonNode blocked = await server.PostForJsonAsync("/v1beta/models/castor-spark:generateContent", """{"contents":[{"parts":[{"text":"{HATE_SPEECH 0.7}"}]}]}""");
        Assert.Equal("SAFETY", (string)blocked["promptFeedback"]!["blockReason"]!);
        Assert.True((int)blocked["usageMetadata"]!["promptTokenCount"]! > 0);
    }

    private static async Task MisbehaveAsync(string failure, HttpContext context)
    {
        switch (failure)
        {
            case "status": context.Response.StatusCode = 500; break;
            case "text": await context.Response.WriteAsync("fine by me", Cancellation); break;
            case "empty": await context.Response.WriteAsync("{}", Cancellation); break;
            case "level": await context.Response.WriteAsync("""{"safetyRatings":[{"category":"HARM_CATEGORY_HARASSMENT","probability":"SOME"}]}""", Cancellation); break;
            case "redirect": context.Response.Redirect("/elsewhere"); break;
            case "cut": context.Abort(); break;
        }
    }

    private static string Body(string text, string threshold, string more = "") =>
        $$"""{"contents":[{"role":"user","parts":[{"text":"{{text}}"}]}],{{more}}"safetySettings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"{{threshold}}"}]}""";

    private static string Chat(string text) => $$$$"""
        {"model":"gemini-2.5-flash","messages":[{"role":"user","content":"{{{{text}}}}"}],
         "extra_body":{"google":{"safety_settings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_LOW_AND_ABOVE"}]}}}
        """;

    private static string TextOf(JsonNode answer) => (string?)answer["candidates"]?[0]?["content"]?["parts"]?[0]?["text"] ?? "";

    private static GenerateContentResponse Two(string first, string second, FinishReason? end = null) => new()
    {
        Candidates = [.. new[] { first, second }.Select((text, i) => new Candidate { Content = new Content { Parts = [new Part { Text = text }], Role = "model" }, Index = i, FinishReason = end })],
        ModelVersion = "gemini-2.5-flash",
    };

    private static async IAsyncEnumerable<GenerateContentResponse> EndlessAsync(
        string[] pieces, TaskCompletionSource stopped, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            foreach (string piece in pieces)
            {
                yield return ScriptedEngine.Text(piece);
            }

            while (true)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                yield return ScriptedEngine.Text("more and more ");
            }
        }
        finally
        {
            stopped.SetResult();
        }
    }

    private static async Task<List<JsonNode>> EventsAsync(RunningServer server, string path, string body)
    {
        using HttpResponseMessage response = await server.PostAsync(path, body);
        string text = await response.Content.ReadAsStringAsync(Cancellation);
        return [.. text.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries).Select(e => JsonNode.Parse(e["data: ".Length..])!)];
    }

    private Task<RunningServer> ServeAsync() => RunningServer.StartAsync(options => options with { SafetyClassifier = Classifier.Address });

    private Task<RunningServer> ServeAsync(string[] pieces) => ServeAsync((_, token) => ScriptedEngine.ChunksAsync(
        pieces.Select((piece, i) => ScriptedEngine.Text(piece, last: i == pieces.Length - 1)), null, token));

    private Task<RunningServer> ServeAsync(Func<GenerationCall, CancellationToken, IAsyncEnumerable<GenerateContentResponse>> script, TimeProvider? clock = null) =>
        RunningServer.StartAsync(options => options with { SafetyClassifier = Classifier.Address }, services =>
        {
            services.RemoveAll<IEngine>();
            services.AddSingleton<IEngine>(new ScriptedEngine(script));
            if (clock is not null)
            {
                services.Replace(ServiceDescriptor.Singleton(clock));
            }
        });
}
