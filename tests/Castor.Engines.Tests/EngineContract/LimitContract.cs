using Castor.Protocol;

namespace Castor.Engines.Tests.EngineContract;

/// <summary>Where an answer ends: the most tokens, stop sequences.</summary>
public abstract class LimitContract(ContractFixture fixture)
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task MaxOutputTokens_OfALongAnswer_EndsWithMaxTokens(int most)
    {
        GenerateContentResponse answer = await fixture.AnswerAsync(Reading.Ask(fixture.LongPrompt, $"\"temperature\":0,\"maxOutputTokens\":{most}"));

        Assert.Equal(FinishReason.MaxTokens, answer.Candidates![0].FinishReason);
        Assert.Equal(most, answer.UsageMetadata!.CandidatesTokenCount);
    }

    [Fact]
    public async Task MaxOutputTokens_OfALongAnswer_CutsItsText()
    {
        string whole = Reading.TextOf(await fixture.AnswerAsync(Reading.Ask(fixture.LongPrompt)));
        string cut = Reading.TextOf(await fixture.AnswerAsync(Reading.Ask(fixture.LongPrompt, "\"temperature\":0,\"maxOutputTokens\":6")));

        Assert.StartsWith(cut, whole, StringComparison.Ordinal);
        Assert.True(cut.Length < whole.Length);
    }

    [Fact]
    public async Task StopSequences_AnywhereInTheText_EndBeforeTheFirstAndAreNeverToldInPart()
    {
        string whole = Reading.TextOf(await fixture.AnswerAsync(Reading.Ask(fixture.LongPrompt)));
        foreach ((int start, int length) in ((int, int)[])[(1, 1), (3, 2), (5, 4), (whole.Length / 2, 3), (whole.Length - 5, 5)])
        {
            string stop = whole.Substring(start, length);
            string expected = whole[..whole.IndexOf(stop, StringComparison.Ordinal)];
            string request = Reading.Ask(fixture.LongPrompt, $"\"temperature\":0,\"stopSequences\":[{JsonText(stop)},\"never said\"]");

            List<GenerateContentResponse> chunks = await fixture.StreamAsync(request);
            GenerateContentResponse answer = await fixture.AnswerAsync(request);

            Assert.Equal(expected, Reading.TextOf(answer));
            Assert.Equal(expected, Reading.TextOf(chunks));
            Assert.Equal(FinishReason.Stop, answer.Candidates![0].FinishReason);
            Assert.Equal(FinishReason.Stop, chunks[^1].Candidates![0].FinishReason);
        }
    }

    [Fact]
    public async Task StopSequences_OnlyBegunByTheText_CutNothing()
    {
        string whole = Reading.TextOf(await fixture.AnswerAsync(Reading.Ask(fixture.LongPrompt)));
        string request = Reading.Ask(fixture.LongPrompt, $"\"temperature\":0,\"stopSequences\":[{JsonText(whole[^3..] + "~")},{JsonText(whole[2..4] + "~~")}]");

        Assert.Equal(whole, Reading.TextOf(await fixture.AnswerAsync(request)));
        Assert.Equal(whole, Reading.TextOf(await fixture.StreamAsync(request)));
    }

    private static string JsonText(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
