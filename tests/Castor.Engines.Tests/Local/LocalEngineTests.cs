using Castor.Engines.Local;
using Castor.Inference.Scheduling;
using Castor.Protocol;

namespace Castor.Engines.Tests.Local;

/// <summary>The contract on real weights; what the model says is its card's matter.</summary>
public sealed class LocalEngineTests(SparkFixture spark) : IClassFixture<SparkFixture>
{
    private const string Greedy = """{"contents":[{"parts":[{"text":"The opposite of hot is"}]}],"generationConfig":{"temperature":0,"maxOutputTokens":24}}""";

    [Fact]
    public async Task Generate_Greedy_GivesTheSameAnswerWholeAndStreamed()
    {
        GenerateContentResponse whole = await spark.AnswerAsync(Greedy);
        List<GenerateContentResponse> chunks = await spark.StreamAsync(Greedy);

        Assert.Equal(TextOf([whole]), TextOf(chunks));
        Assert.NotEmpty(TextOf([whole]));
        Assert.Equal(whole.Candidates![0].FinishReason, chunks[^1].Candidates![0].FinishReason);
        Assert.All(chunks.SkipLast(1), c => Assert.Null(c.Candidates![0].FinishReason));
        Assert.All(chunks, c => Assert.Equal("castor-spark", c.ModelVersion));
        Assert.Single(chunks.Select(c => c.ResponseId).Distinct());
    }

    [Fact]
    public async Task Generate_Usage_AddsUpAndIsWhatCountTokensSays()
    {
        GenerateContentResponse answer = await spark.AnswerAsync(Greedy);
        CountTokensResponse counted = await spark.Engine.CountTokensAsync(spark.Call(Greedy), TestContext.Current.CancellationToken);

        UsageMetadata usage = answer.UsageMetadata!;
        Assert.Equal(counted.TotalTokens, usage.PromptTokenCount);
        Assert.Equal(usage.PromptTokenCount + usage.CandidatesTokenCount + (usage.ThoughtsTokenCount ?? 0), usage.TotalTokenCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Generate_ToItsEndOrGivenUp_TellsWhereTheTimeWent(bool toItsEnd)
    {
        GenerationTimings? told = null;
        LocalEngine engine = spark.Telling(timings => told = timings);
        await foreach (GenerateContentResponse chunk in engine.GenerateAsync(spark.Call(Greedy, streamed: true), TestContext.Current.CancellationToken))
        {
            Assert.Null(told);
            if (!toItsEnd)
            {
                break;
            }
        }

        Assert.True(told!.Value.Generation > TimeSpan.Zero);
    }

    [Fact]
    public async Task Generate_MaxOutputTokens_EndsWithMaxTokens()
    {
        GenerateContentResponse answer = await spark.AnswerAsync(
            """{"contents":[{"parts":[{"text":"Count from 1 to 100"}]}],"generationConfig":{"temperature":0,"maxOutputTokens":3}}""");

        Assert.Equal(FinishReason.MaxTokens, answer.Candidates![0].FinishReason);
        Assert.Equal(3, answer.UsageMetadata!.CandidatesTokenCount);
    }

    [Fact]
    public async Task Generate_StopSequence_StopsBeforeIt()
    {
        string text = TextOf([await spark.AnswerAsync(Greedy)]);
        string stop = text[^3..];

        GenerateContentResponse answer = await spark.AnswerAsync(Greedy.Replace("\"temperature\":0", $"\"temperature\":0,\"stopSequences\":[\"{stop}\"]", StringComparison.Ordinal));

        Assert.Equal(text[..text.IndexOf(stop, StringComparison.Ordinal)], TextOf([answer]));
        Assert.Equal(FinishReason.Stop, answer.Candidates![0].FinishReason);
    }

    [Fact]
    public async Task Generate_Seed_RepeatsAndDiffers()
    {
        static string Request(int seed) =>
            $$"""{"contents":[{"parts":[{"text":"Tell me a story"}]}],"generationConfig":{"temperature":2,"topP":1,"maxOutputTokens":30,"seed":{{seed}} } }""";

        string first = TextOf([await spark.AnswerAsync(Request(1))]);

        Assert.Equal(first, TextOf([await spark.AnswerAsync(Request(1))]));
        Assert.NotEqual(first, TextOf([await spark.AnswerAsync(Request(2))]));
    }

    [Fact]
    public async Task Generate_Candidates_EachHasItsOwnEnd()
    {
        GenerateContentResponse answer = await spark.AnswerAsync(
            """{"contents":[{"parts":[{"text":"Tell me a story"}]}],"generationConfig":{"temperature":2,"candidateCount":3,"maxOutputTokens":20,"seed":7}}""");

        Assert.Equal([0, 1, 2], answer.Candidates!.Select(c => c.Index!.Value));
        Assert.All(answer.Candidates!, c => Assert.NotNull(c.FinishReason));
        Assert.True(answer.Candidates!.Select(c => c.Content!.Parts?[0].Text).Distinct().Count() > 1);
    }

    [Fact]
    public async Task Generate_Logprobs_TellEveryTokenOfTheAnswer()
    {
        GenerateContentResponse answer = await spark.AnswerAsync(
            Greedy.Replace("\"temperature\":0", "\"temperature\":0,\"responseLogprobs\":true,\"logprobs\":3", StringComparison.Ordinal));

        LogprobsResult result = answer.Candidates![0].LogprobsResult!;
        Assert.Equal(answer.UsageMetadata!.CandidatesTokenCount, result.ChosenCandidates!.Count);
        Assert.Equal(TextOf([answer]), string.Concat(result.ChosenCandidates!.Select(c => c.Token)));
        Assert.All(result.TopCandidates!, t => Assert.Equal(3, t.Candidates!.Count));

        // Greedy draws are the likeliest.
        Assert.Equal(result.ChosenCandidates!.Select(c => c.TokenId), result.TopCandidates!.Select(t => t.Candidates![0].TokenId));
        Assert.Equal(result.ChosenCandidates!.Average(c => (double)c.LogProbability!), answer.Candidates![0].AvgLogprobs!.Value, 1e-5);
    }

    [Fact]
    public async Task Generate_SecondTurn_ReadsTheFirstFromTheCache()
    {
        string long1 = string.Join(' ', Enumerable.Repeat("The cat sat on the mat.", 12));
        string First(string more) => $$"""{"contents":[{"role":"user","parts":[{"text":"{{long1}}"}]}{{more}}],"generationConfig":{"temperature":0,"maxOutputTokens":8} }""";
        GenerateContentResponse one = await spark.AnswerAsync(First(""));

        GenerateContentResponse two = await spark.AnswerAsync(
            First($$""",{"role":"model","parts":[{"text":"{{TextOf([one]).Replace("\n", "\\n", StringComparison.Ordinal)}}"}]},{"role":"user","parts":[{"text":"Why?"}]}"""));

        Assert.True(two.UsageMetadata!.CachedContentTokenCount >= one.UsageMetadata!.PromptTokenCount / 2);
    }

    [Fact]
    public async Task Generate_PromptOverTheContext_IsRefusedWithBothNumbers()
    {
        string text = string.Join(' ', Enumerable.Repeat("word", 2000));

        ApiException e = await Assert.ThrowsAsync<ApiException>(() => spark.AnswerAsync($$"""{"contents":[{"parts":[{"text":"{{text}}"}]}]}"""));

        Assert.Equal(ApiStatus.InvalidArgument, e.Status);
        Assert.Matches(@"^The input token count \(\d{4,}\) exceeds the maximum number of tokens allowed \(512\)\.$", e.Message);
    }

    [Theory]
    [InlineData("""{"contents":[{"parts":[{"inlineData":{"mimeType":"image/png","data":"AAAA"}}]}]}""", "InvalidArgument")]
    [InlineData("""{"contents":[{"parts":[{"text":"x"}]}],"tools":[{"googleSearch":{}}]}""", "Unimplemented")]
    [InlineData("""{"contents":[{"parts":[{"text":"x"}]}],"tools":[{"functionDeclarations":[{"name":"f"}],"googleSearch":{}}]}""", "Unimplemented")]
    public async Task Generate_WhatIsNotThere_IsRefused(string request, string status)
    {
        ApiException e = await Assert.ThrowsAsync<ApiException>(() => spark.AnswerAsync(request));

        Assert.Equal(status, e.Status.ToString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"mcpServers":[]}""")]
    [InlineData("""{"functionDeclarations":[],"mcpServers":[]}""")]
    public async Task Generate_ToolOfNothing_IsAnswered(string tool)
    {
        GenerateContentResponse answer = await spark.AnswerAsync($$"""{"contents":[{"parts":[{"text":"Hello!"}]}],"tools":[{{tool}}]}""");

        Assert.NotEmpty(TextOf([answer]));
    }

    [Fact]
    public async Task Generate_ManyAtOnce_AnswersEachAsAlone()
    {
        string[] requests = [.. Enumerable.Range(0, 12).Select(i =>
            $$"""{"contents":[{"parts":[{"text":"What is {{i}} plus {{i * 3}}?"}]}],"generationConfig":{"temperature":1,"seed":{{i}},"maxOutputTokens":16} }""")];
        List<string> alone = [];
        foreach (string request in requests)
        {
            alone.Add(TextOf([await spark.AnswerAsync(request)]));
        }

        GenerateContentResponse[] together = await Task.WhenAll(requests.Select(spark.AnswerAsync));

        Assert.Equal(alone, together.Select(a => TextOf([a])));
    }

    private static string TextOf(IEnumerable<GenerateContentResponse> chunks) =>
        string.Concat(chunks.SelectMany(c => c.Candidates![0].Content!.Parts ?? []).Where(p => p.Thought != true).Select(p => p.Text));
}
