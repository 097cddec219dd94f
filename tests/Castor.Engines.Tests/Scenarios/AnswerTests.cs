using System.Text.Json;
using Castor.Engines.Tests.Emulator;
using Castor.Engines.Thinking;
using Castor.Protocol;

namespace Castor.Engines.Tests.Scenarios;

public sealed class AnswerTests
{
    private static readonly GenerationConfig s_showThoughts = new() { ThinkingConfig = new ThinkingConfig { IncludeThoughts = true } };

    [Fact]
    public async Task Text_Streamed_ComesInPiecesThatFoldToTheUnaryAnswer()
    {
        const string Long = "Castor and Pollux are the twins of the sky, and one of them lives on your own machine, which is where tests belong.";
        using var rig = new ScenarioRig($"- answer: '{Long}'");

        List<GenerateContentResponse> chunks = await rig.Stream("hi");
        GenerateContentResponse whole = await rig.Answer("hi");

        Assert.True(chunks.Count > 2);
        Assert.Equal(Long, Asking.TextOf(whole));
        Assert.Equal(Asking.Json(whole), Asking.Json(Asking.Fold(chunks)));
        Assert.All(chunks, c => Assert.Equal("gemini-2.5-flash", c.ModelVersion));
        Assert.Single(chunks.Select(c => c.ResponseId).Distinct());
        Assert.All(chunks.SkipLast(1), c => Assert.Null(c.Candidates![0].FinishReason));
        Assert.Equal(FinishReason.Stop, chunks[^1].Candidates![0].FinishReason);
        Assert.All(chunks, AssertSum);
        Assert.Equal(whole.UsageMetadata!.CandidatesTokenCount, chunks[^1].UsageMetadata!.CandidatesTokenCount);
    }

    [Fact]
    public async Task Chunks_AreThePiecesOfTheStream()
    {
        using var rig = new ScenarioRig("""
            - answer:
                chunks:
                  - "Hel"
                  - [{text: "lo"}, {text: " hidden", thought: true}]
                  - {functionCall: {name: f, args: {n: "{{turn}}"}}}
            """);

        List<GenerateContentResponse> chunks = await rig.Stream(ScenarioRig.Call(Asking.Request("hi", s_showThoughts)));

        Assert.Equal(3, chunks.Count);
        Assert.Equal("Hel", chunks[0].Candidates![0].Content!.Parts![0].Text);
        Assert.Equal(" hidden", chunks[1].Candidates![0].Content!.Parts![1].Text);
        Assert.Equal("1", chunks[2].Candidates![0].Content!.Parts![0].FunctionCall!.Args!.Value.GetProperty("n").GetString());
        Assert.Equal("Hello", await rig.Say("hi"));
    }

    [Fact]
    public async Task Thoughts_AreShownOnlyWhenAskedForAndAlwaysCounted()
    {
        using var rig = new ScenarioRig("- answer: {thoughts: [one two three, four], text: done}");

        GenerateContentResponse hidden = await rig.Answer("hi");
        GenerateContentResponse shown = await rig.Answer(ScenarioRig.Call(Asking.Request("hi", s_showThoughts)));

        Assert.Equal("done", Assert.Single(hidden.Candidates![0].Content!.Parts!).Text);
        Assert.Equal(["one two threefour", "done"], shown.Candidates![0].Content!.Parts!.Select(p => p.Text));
        Assert.True(hidden.UsageMetadata!.ThoughtsTokenCount > 0);
        Assert.Equal(shown.UsageMetadata!.ThoughtsTokenCount, hidden.UsageMetadata.ThoughtsTokenCount);
        AssertSum(hidden);
        AssertSum(shown);
    }

    [Fact]
    public async Task Calls_CarryArgumentsIdsAndSignaturesWhereTheModelAsks()
    {
        using var rig = new ScenarioRig("""
            - answer:
                calls:
                  - {name: move, args: {to: "{{text}}", fast: true, n: [1, 2.5]}, id: call-1}
                  - {name: stop}
            """);

        GenerateContentResponse answer = await rig.Answer(ScenarioRig.Call("north", TestModels.Pro3));
        IReadOnlyList<Part> parts = answer.Candidates![0].Content!.Parts!;

        Assert.Equal("""{"to":"north","fast":true,"n":[1,2.5]}""", parts[0].FunctionCall!.Args!.Value.GetRawText());
        Assert.Equal("call-1", parts[0].FunctionCall!.Id);
        Assert.True(ThoughtSignature.IsValid(parts[0].ThoughtSignature!.Value.Span));
        Assert.Equal("{}", parts[1].FunctionCall!.Args!.Value.GetRawText());
        Assert.NotEmpty(parts[1].FunctionCall!.Id!);
        Assert.Null(parts[1].ThoughtSignature);
        Assert.Equal(2, (await rig.Stream(ScenarioRig.Call("north", TestModels.Pro3))).Count);
        IReadOnlyList<Part> unsigned = (await rig.Answer("north")).Candidates![0].Content!.Parts!;
        Assert.Null(unsigned[0].ThoughtSignature);
        Assert.Equal(["call-1", null], unsigned.Select(p => p.FunctionCall!.Id));
    }

    [Fact]
    public async Task Json_IsTheTextOfTheAnswer()
    {
        using var rig = new ScenarioRig("- answer: {json: {name: \"{{text}}\", tags: [a, 1, null, true], deep: {x: 1.5}}}");

        using var json = JsonDocument.Parse(await rig.Say("Zoë \"Q\""));

        Assert.Equal("Zoë \"Q\"", json.RootElement.GetProperty("name").GetString());
        Assert.Equal("""["a",1,null,true]""", JsonSerializer.Serialize(json.RootElement.GetProperty("tags")));
        Assert.Equal(1.5, json.RootElement.GetProperty("deep").GetProperty("x").GetDouble());
    }

    [Fact]
    public async Task Templates_SpeakOfTheCall()
    {
        using var rig = new ScenarioRig("""
            - name: t
              answer: "{{model}}|{{method}}|{{text}}|{{lastUserText}}|{{firstUserText}}|{{system}}|{{turn}}|{{scenario}}|{{count}}|{{header.X-A}}|\\{{text}}"
            """);
        GenerateContentRequest request = Asking.Request("hello") with { SystemInstruction = new Content { Parts = [new Part { Text = "be kind" }] } };

        string text = await rig.Say(ScenarioRig.Call(request, null, ("x-a", "b")));

        Assert.Equal("gemini-2.5-flash|generateContent|hello|hello|hello|be kind|1|t|1|b|{{text}}", text);
    }

    [Fact]
    public async Task Echo_GivesTheLastUserTextBack()
    {
        using var rig = new ScenarioRig("- answer: {echo: true}");

        Assert.Equal("say {{model}}", await rig.Say("say {{model}}"));
    }

    [Fact]
    public async Task Metadata_ComesWithTheLastChunk()
    {
        using var rig = new ScenarioRig("""
            - answer:
                chunks: [a, b]
                finishReason: RECITATION
                finishMessage: "cut at {{turn}}"
                safetyRatings: [{category: HARM_CATEGORY_HARASSMENT, probability: LOW}]
                citations: [{startIndex: 0, endIndex: 4, uri: "https://a.example", license: mit}]
                grounding: {webSearchQueries: [twins], groundingChunks: [{web: {uri: "https://b.example", title: b}}]}
                urlContext: [{retrievedUrl: "https://c.example", urlRetrievalStatus: URL_RETRIEVAL_STATUS_SUCCESS}]
                logprobs: {chosenCandidates: [{token: a, logProbability: -0.5}]}
                avgLogprobs: -0.5
                modelVersion: "{{model}}-001"
                responseId: fixed
            """);

        List<GenerateContentResponse> chunks = await rig.Stream("hi");
        Candidate last = chunks[^1].Candidates![0];

        Assert.Null(chunks[0].Candidates![0].GroundingMetadata);
        Assert.Equal("RECITATION", last.FinishReason!.Value.Value);
        Assert.Equal("cut at 1", last.FinishMessage);
        Assert.Equal("LOW", last.SafetyRatings![0].Probability!.Value.Value);
        Assert.Equal("mit", last.CitationMetadata!.CitationSources![0].License);
        Assert.Equal("b", last.GroundingMetadata!.GroundingChunks![0].Web!.Title);
        Assert.Equal("https://c.example", last.UrlContextMetadata!.UrlMetadata![0].RetrievedUrl);
        Assert.Equal("a", last.LogprobsResult!.ChosenCandidates![0].Token);
        Assert.Equal(-0.5, last.AvgLogprobs);
        Assert.All(chunks, c => Assert.Equal("gemini-2.5-flash-001", c.ModelVersion));
        Assert.All(chunks, c => Assert.Equal("fixed", c.ResponseId));
    }

    [Fact]
    public async Task BlockReason_AnswersWithoutCandidates()
    {
        using var rig = new ScenarioRig("- answer: {blockReason: SAFETY, safetyRatings: [{category: HARM_CATEGORY_HATE_SPEECH, probability: HIGH}]}");

        GenerateContentResponse answer = Assert.Single(await rig.Stream("hi"));

        Assert.Null(answer.Candidates);
        Assert.Equal("SAFETY", answer.PromptFeedback!.BlockReason!.Value.Value);
        Assert.Equal("HIGH", answer.PromptFeedback.SafetyRatings![0].Probability!.Value.Value);
        Assert.Null(answer.UsageMetadata!.CandidatesTokenCount);
        AssertSum(answer);
    }

    [Fact]
    public async Task Usage_OfTheFile_StandsWithSumsKeptRight()
    {
        using var rig = new ScenarioRig("- answer: {text: one two three four five six seven eight nine ten eleven, usage: {promptTokenCount: 1000, thoughtsTokenCount: 50, candidatesTokenCount: 3}}");

        List<GenerateContentResponse> chunks = await rig.Stream("hi");
        UsageMetadata last = chunks[^1].UsageMetadata!;

        Assert.Equal((1000, 50, 3, 1053), (last.PromptTokenCount, last.ThoughtsTokenCount, last.CandidatesTokenCount, last.TotalTokenCount));
        Assert.Equal(1000, last.PromptTokensDetails!.Sum(d => d.TokenCount));
        Assert.All(chunks, AssertSum);
        Assert.All(chunks, c => Assert.True(c.UsageMetadata!.CandidatesTokenCount <= 3));
        Assert.Equal(Asking.Json(await rig.Answer("hi")), Asking.Json(Asking.Fold(chunks)));
    }

    [Fact]
    public async Task Candidates_ComeWithTheirIndexAndOwnReasons()
    {
        using var rig = new ScenarioRig("- answer: {candidates: [{chunks: [a, b, c]}, {text: d, finishReason: MAX_TOKENS}, {finishReason: SAFETY}]}");

        GenerateContentResponse answer = await rig.Answer("hi");

        Assert.Equal(["abc", "d", ""], Enumerable.Range(0, 3).Select(i => Asking.TextOf(answer, i)));
        Assert.Equal(["STOP", "MAX_TOKENS", "SAFETY"], answer.Candidates!.Select(c => c.FinishReason!.Value.Value));
        Assert.Equal([0, 1, 2], answer.Candidates!.Select(c => c.Index));
        Assert.Equal("abc", Asking.TextOf(Asking.Fold(await rig.Stream("hi"))));
    }

    [Fact]
    public async Task Raw_IsGivenOutByteForByte()
    {
        using var rig = new ScenarioRig("""
            - {match: {text: object}, answer: {raw: {candidates: [{finishReason: FROM_THE_FUTURE}], novelField: [1]}}}
            - {match: {text: broken}, answer: {raw: "not json"}}
            - {match: {text: stream}, answer: {raw: [{candidates: [{content: {parts: [{text: a}]}}]}, {candidates: [{content: {parts: [{text: b}]}, finishReason: STOP}]}]}}
            """);

        Assert.Equal("""{"candidates":[{"finishReason":"FROM_THE_FUTURE"}],"novelField":[1]}""", Raw(await rig.Answer("object")));
        Assert.Equal("not json", Raw(await rig.Answer("broken")));
        Assert.Equal(["""{"candidates":[{"content":{"parts":[{"text":"a"}]}}]}""", """{"candidates":[{"content":{"parts":[{"text":"b"}]},"finishReason":"STOP"}]}"""],
            (await rig.Stream("stream")).Select(Raw));
        Assert.Equal("ab", await rig.Say("stream"));
    }

    [Fact]
    public async Task Patch_IsLaidOverTheInnerAnswer()
    {
        using var rig = new ScenarioRig("""
            - answer:
                patch:
                  modelVersion: patched-1
                  candidates: [{finishReason: MAX_TOKENS, groundingMetadata: {webSearchQueries: [q]}}]
                  usageMetadata: {promptTokenCount: 500}
            """);

        List<GenerateContentResponse> chunks = await rig.Stream("hi");

        Assert.Equal(PlainEngine.Text, Asking.TextOf(Asking.Fold(chunks)));
        Assert.All(chunks, c => Assert.Equal("patched-1", c.ModelVersion));
        Assert.All(chunks, AssertSum);
        Assert.Null(chunks[0].Candidates![0].FinishReason);
        Assert.Equal("MAX_TOKENS", chunks[1].Candidates![0].FinishReason!.Value.Value);
        Assert.Equal("q", chunks[1].Candidates![0].GroundingMetadata!.WebSearchQueries![0]);
        Assert.Equal(502, chunks[1].UsageMetadata!.TotalTokenCount);
    }

    [Fact]
    public async Task OtherMethods_HaveAnswersOfTheirOwn()
    {
        using var rig = new ScenarioRig("""
            - {match: {text: vector}, answer: {embedding: [0.5, -1, 2]}}
            - {match: {text: count}, answer: {totalTokens: 1234}}
            - {match: {text: refuse, method: '*'}, faults: {error: 503}}
            """);
        CancellationToken token = TestContext.Current.CancellationToken;

        Assert.Equal("0.5 -1 2", string.Join(' ', (await rig.Engine.EmbedAsync(Embedding("a vector"), token)).Embedding!.Values!));
        Assert.Equal("1", string.Join(' ', (await rig.Engine.EmbedAsync(Embedding("count"), token)).Embedding!.Values!));
        Assert.Equal(1234, (await rig.Engine.CountTokensAsync(ScenarioRig.Call("count"), token)).TotalTokens);
        Assert.Equal(3, (await rig.Engine.CountTokensAsync(ScenarioRig.Call("vector"), token)).TotalTokens);
        Assert.Equal(PlainEngine.Text, await rig.Say("count"));
        await Assert.ThrowsAsync<ApiException>(async () => await rig.Engine.EmbedAsync(Embedding("refuse"), token));
        await Assert.ThrowsAsync<ApiException>(async () => await rig.Engine.CountTokensAsync(ScenarioRig.Call("refuse"), token));
        await rig.Fails("refuse");
    }

    [Fact]
    public async Task SameCall_GetsTheSameBytes()
    {
        using var rig = new ScenarioRig("- answer: {text: hello, calls: {name: f}}");

        Assert.Equal(Asking.Json(await rig.Answer("hi")), Asking.Json(await rig.Answer("hi")));
        Assert.NotEqual((await rig.Answer("hi")).ResponseId, (await rig.Answer("ho")).ResponseId);
    }

    private static string Raw(GenerateContentResponse response) => System.Text.Encoding.UTF8.GetString(response.RawJson!.Value.Span);

    private static EmbeddingCall Embedding(string text) => new()
    {
        Request = new EmbedContentRequest { Content = new Content { Parts = [new Part { Text = text }] } },
        Model = TestModels.Flash25,
    };

    private static void AssertSum(GenerateContentResponse chunk)
    {
        UsageMetadata usage = chunk.UsageMetadata!;
        int sum = (usage.PromptTokenCount ?? 0) + (usage.CandidatesTokenCount ?? 0) + (usage.ThoughtsTokenCount ?? 0) + (usage.ToolUsePromptTokenCount ?? 0);
        Assert.Equal(sum, usage.TotalTokenCount);
    }
}
