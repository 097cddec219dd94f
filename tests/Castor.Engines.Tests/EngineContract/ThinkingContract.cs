using Castor.Engines.Thinking;
using Castor.Protocol;

namespace Castor.Engines.Tests.EngineContract;

/// <summary>Thoughts: shown or not, counted, held to a budget, signed.</summary>
public abstract class ThinkingContract(ContractFixture fixture)
{
    private const string Prompt = "What's the capital of Latvia?";

    [Fact]
    public async Task IncludeThoughts_ABudget_ShowsThoughtsBeforeTheAnswer()
    {
        string request = Thinking("\"includeThoughts\":true,\"thinkingBudget\":1024");

        GenerateContentResponse answer = await fixture.AnswerAsync(request, fixture.Thinker);
        List<GenerateContentResponse> chunks = await fixture.StreamAsync(request, fixture.Thinker);

        IReadOnlyList<Part> parts = answer.Candidates![0].Content!.Parts!;
        Assert.True(parts[0].Thought);
        Assert.NotEmpty(parts[0].Text!);
        Assert.Contains(parts, p => p.Thought is null && p.Text is { Length: > 0 });
        Assert.True(answer.UsageMetadata!.ThoughtsTokenCount > 0);
        Assert.Equal(parts[0].Text, Reading.ThoughtsOf(chunks));
        Assert.Equal(Reading.TextOf(answer), Reading.TextOf(chunks));
        Assert.Equal(answer.UsageMetadata.ThoughtsTokenCount, chunks[^1].UsageMetadata!.ThoughtsTokenCount);
    }

    [Fact]
    public async Task IncludeThoughts_NotSet_CountsThoughtsAndKeepsThem()
    {
        GenerateContentResponse answer = await fixture.AnswerAsync(Thinking("\"thinkingBudget\":1024"), fixture.Thinker);

        Assert.True(answer.UsageMetadata!.ThoughtsTokenCount > 0);
        Assert.DoesNotContain(answer.Candidates![0].Content!.Parts!, p => p.Thought == true);
        Assert.NotEmpty(Reading.TextOf(answer));
    }

    [Fact]
    public async Task Budget_Zero_MeansNoThoughts()
    {
        GenerateContentResponse answer = await fixture.AnswerAsync(Thinking("\"includeThoughts\":true,\"thinkingBudget\":0"), fixture.Thinker);

        Assert.Null(answer.UsageMetadata!.ThoughtsTokenCount);
        Assert.DoesNotContain(answer.Candidates![0].Content!.Parts!, p => p.Thought == true);
        Assert.NotEmpty(Reading.TextOf(answer));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(15)]
    public async Task Budget_Small_IsKept(int budget)
    {
        foreach (string draw in (string[])["\"temperature\":0", "\"temperature\":2,\"topP\":1,\"seed\":3,\"maxOutputTokens\":80"])
        {
            GenerateContentResponse answer = await fixture.AnswerAsync(
                Reading.Ask(Prompt, $"{draw},\"thinkingConfig\":{{\"includeThoughts\":true,\"thinkingBudget\":{budget}}}"), fixture.Thinker);

            Assert.True((answer.UsageMetadata!.ThoughtsTokenCount ?? 0) <= budget);
            Assert.NotEmpty(Reading.TextOf(answer));
        }
    }

    [Fact]
    public async Task Signature_OfACall_VerifiesWhenReturned()
    {
        GenerateContentResponse answer = await fixture.AnswerAsync(
            Reading.Ask(ContractFixture.CallPrompt, "\"temperature\":0,\"thinkingConfig\":{\"thinkingBudget\":1024}", $",\"tools\":{ContractFixture.Tools},\"toolConfig\":{{\"functionCallingConfig\":{{\"mode\":\"AUTO\"}}}}"),
            fixture.Thinker);

        Part call = answer.Candidates![0].Content!.Parts!.First(p => p.FunctionCall is not null);
        Assert.True(ThoughtSignature.IsValid(call.ThoughtSignature!.Value.Span));
        byte[] broken = call.ThoughtSignature.Value.ToArray();
        broken[20] ^= 1;
        Assert.False(ThoughtSignature.IsValid(broken));
    }

    private static string Thinking(string config) => Reading.Ask(Prompt, $"\"temperature\":0,\"thinkingConfig\":{{{config}}}");
}
