using Castor.Protocol;

namespace Castor.Engines.Tests.EngineContract;

/// <summary>How answers are drawn, and what is told of the draws.</summary>
public abstract class SamplingContract(ContractFixture fixture)
{
    private const string Free = "\"temperature\":1.5,\"topP\":1,\"maxOutputTokens\":40";

    [Fact]
    public async Task Seed_TheSame_GivesTheSameAnswer()
    {
        string first = Reading.TextOf(await fixture.AnswerAsync(Reading.Ask(fixture.OpenPrompt, Free + ",\"seed\":5")));
        string streamed = Reading.TextOf(await fixture.StreamAsync(Reading.Ask(fixture.OpenPrompt, Free + ",\"seed\":5")));

        Assert.Equal(first, Reading.TextOf(await fixture.AnswerAsync(Reading.Ask(fixture.OpenPrompt, Free + ",\"seed\":5"))));
        Assert.Equal(first, streamed);
    }

    [Fact]
    public async Task Seed_Others_GiveOtherAnswers()
    {
        HashSet<string> answers = [];
        for (int seed = 0; seed < 4; seed++)
        {
            answers.Add(Reading.TextOf(await fixture.AnswerAsync(Reading.Ask(fixture.OpenPrompt, $"{Free},\"seed\":{seed}"))));
        }

        Assert.True(answers.Count > 1);
    }

    [Fact]
    public async Task CandidateCount_Three_GivesThreeThatEndEachForItself()
    {
        string request = Reading.Ask(fixture.OpenPrompt, Free + ",\"seed\":7,\"candidateCount\":3");

        GenerateContentResponse whole = await fixture.AnswerAsync(request);
        GenerateContentResponse folded = Reading.Fold(await fixture.StreamAsync(request));

        Assert.Equal([0, 1, 2], whole.Candidates!.Select(c => c.Index ?? 0));
        Assert.All(whole.Candidates!, c => Assert.NotNull(c.FinishReason));
        Assert.True(whole.Candidates!.Select(Reading.TextOf).Distinct().Count() > 1);
        Assert.Equal(whole.Candidates!.Select(Reading.TextOf), folded.Candidates!.Select(Reading.TextOf));
        Assert.Equal(whole.UsageMetadata!.CandidatesTokenCount, folded.UsageMetadata!.CandidatesTokenCount);
    }

    [Fact]
    public async Task Logprobs_Asked_TellEveryTokenOfTheText()
    {
        string request = Reading.Ask(fixture.LongPrompt, "\"temperature\":0,\"responseLogprobs\":true,\"logprobs\":3,\"maxOutputTokens\":10");

        GenerateContentResponse answer = await fixture.AnswerAsync(request);
        GenerateContentResponse folded = Reading.Fold(await fixture.StreamAsync(request));

        LogprobsResult result = answer.Candidates![0].LogprobsResult!;
        Assert.Equal(10, result.ChosenCandidates!.Count);
        Assert.Equal(Reading.TextOf(answer), string.Concat(result.ChosenCandidates.Select(c => c.Token)));
        Assert.All(result.ChosenCandidates, c => Assert.True(c.LogProbability <= 0));
        Assert.Equal(10, result.TopCandidates!.Count);
        Assert.All(result.TopCandidates, t => Assert.Equal(3, t.Candidates!.Count));
        Assert.All(result.TopCandidates, t => Assert.Equal(t.Candidates!.OrderByDescending(c => c.LogProbability).Select(c => c.Token), t.Candidates!.Select(c => c.Token)));
        Assert.Equal(result.ChosenCandidates.Average(c => (double)c.LogProbability!), answer.Candidates[0].AvgLogprobs!.Value, 1e-4);
        Assert.Equal(result.ChosenCandidates.Select(c => c.Token), folded.Candidates![0].LogprobsResult!.ChosenCandidates!.Select(c => c.Token));
        Assert.Equal(answer.Candidates[0].AvgLogprobs!.Value, folded.Candidates[0].AvgLogprobs!.Value, 1e-6);
    }

    [Fact]
    public async Task Logprobs_OfTheTokensAlone_TellNoOthers()
    {
        GenerateContentResponse answer = await fixture.AnswerAsync(Reading.Ask(fixture.LongPrompt, "\"temperature\":0,\"responseLogprobs\":true,\"maxOutputTokens\":10"));

        LogprobsResult result = answer.Candidates![0].LogprobsResult!;
        Assert.NotEmpty(result.ChosenCandidates!);
        Assert.All(result.TopCandidates ?? [], top => Assert.Null(top.Candidates));
    }

    [Fact]
    public async Task Logprobs_NotAsked_AreNotTold()
    {
        GenerateContentResponse answer = await fixture.AnswerAsync(Reading.Ask(fixture.LongPrompt), fixture.Thinker);

        Assert.Null(answer.Candidates![0].LogprobsResult);
        Assert.Null(answer.Candidates[0].AvgLogprobs);
    }

    [Fact]
    public async Task Logprobs_BehindAStopSequence_AreNotToldEither()
    {
        string whole = Reading.TextOf(await fixture.AnswerAsync(Reading.Ask(fixture.LongPrompt)));
        string stop = System.Text.Json.JsonSerializer.Serialize(whole.Substring(4, 3));

        GenerateContentResponse answer = await fixture.AnswerAsync(
            Reading.Ask(fixture.LongPrompt, $"\"temperature\":0,\"responseLogprobs\":true,\"stopSequences\":[{stop}]"));

        string told = string.Concat((answer.Candidates![0].LogprobsResult?.ChosenCandidates ?? []).Select(c => c.Token));
        Assert.StartsWith(Reading.TextOf(answer), told, StringComparison.Ordinal);
        Assert.DoesNotContain(whole.Substring(4, 3), told, StringComparison.Ordinal);
    }
}
