using Castor.Protocol;

namespace Castor.Engines.Tests.EngineContract;

/// <summary>What a prompt is made of, and its count.</summary>
public abstract class ConversationContract(ContractFixture fixture)
{
    public static TheoryData<string> Requests =>
    [
        """{"contents":[{"parts":[{"text":"Hello"}]}]}""",
        """{"contents":[{"role":"user","parts":[{"text":"Hello"},{"text":" there, wörld 👋"}]}],"systemInstruction":{"parts":[{"text":"Answer in one word."}]}}""",
        """{"contents":[{"role":"user","parts":[{"text":"Hi"}]},{"role":"model","parts":[{"text":"Hello!"}]},{"role":"user","parts":[{"text":"Who are you?"}]}]}""",
        $$"""{"contents":[{"role":"user","parts":[{"text":"Add 1 and 2"}]}],"tools":{{ContractFixture.Tools}} }""",
        $$"""
        {"contents":[{"role":"user","parts":[{"text":"What's the weather in Paris?"}]},{"role":"model","parts":[{"functionCall":{"name":"get_weather","args":{"city":"Paris"} } }]},
         {"role":"user","parts":[{"functionResponse":{"name":"get_weather","response":{"temperature":21} } }]}],"tools":{{ContractFixture.Tools}} }
        """,
    ];

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task CountTokens_AnyRequest_IsTheUsageOfItsPrompt(string request)
    {
        CountTokensResponse counted = await ((ITokenCounter)fixture.Engine).CountTokensAsync(fixture.Call(request), TestContext.Current.CancellationToken);
        GenerateContentResponse answer = await fixture.AnswerAsync(request);

        Assert.Equal(counted.TotalTokens, answer.UsageMetadata!.PromptTokenCount);
        Assert.Equal(counted.TotalTokens, counted.PromptTokensDetails!.Sum(d => d.TokenCount));
        Assert.Equal(
            counted.PromptTokensDetails!.Select(d => (d.Modality, d.TokenCount)),
            answer.UsageMetadata.PromptTokensDetails!.Select(d => (d.Modality, d.TokenCount)));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Usage_AnyRequest_AddsUp(string request)
    {
        UsageMetadata usage = (await fixture.AnswerAsync(request)).UsageMetadata!;

        Assert.Equal(usage.PromptTokenCount + (usage.CandidatesTokenCount ?? 0) + (usage.ThoughtsTokenCount ?? 0), usage.TotalTokenCount);
    }

    [Theory]
    [InlineData("\"systemInstruction\":{\"parts\":[{\"text\":\"Answer as short as you can.\"}]}")]
    [InlineData("\"tools\":[{\"functionDeclarations\":[{\"name\":\"now\",\"description\":\"The time\"}]}]")]
    public async Task CountTokens_OfMoreThanContents_IsMore(string more)
    {
        int alone = await CountAsync("""{"contents":[{"parts":[{"text":"Hello"}]}]}""");

        Assert.True(await CountAsync($$"""{"contents":[{"parts":[{"text":"Hello"}]}],{{more}} }""") > alone);
    }

    [Fact]
    public async Task SystemInstruction_AndEarlierTurns_ArePartOfWhatIsAnswered()
    {
        string alone = Reading.TextOf(await fixture.AnswerAsync(Reading.Ask("What is my name?")));

        string told = Reading.TextOf(await fixture.AnswerAsync(
            """{"contents":[{"role":"user","parts":[{"text":"My name is Lena."}]},{"role":"model","parts":[{"text":"Hello Lena!"}]},{"role":"user","parts":[{"text":"What is my name?"}]}],"generationConfig":{"temperature":0}}"""));
        string instructed = Reading.TextOf(await fixture.AnswerAsync(
            Reading.Ask("What is my name?", more: ",\"systemInstruction\":{\"parts\":[{\"text\":\"You are a pirate. The user's name is Lena.\"}]}")));

        Assert.NotEqual(alone, told);
        Assert.NotEqual(alone, instructed);
    }

    private async Task<int> CountAsync(string request) =>
        (await ((ITokenCounter)fixture.Engine).CountTokensAsync(fixture.Call(request), TestContext.Current.CancellationToken)).TotalTokens!.Value;
}
