using System.Text;
using Castor.Engines.Catalog;
using Castor.Engines.Thinking;
using Castor.Protocol;

namespace Castor.Engines.Tests.Emulator.Thinking;

public sealed class ThinkingTests
{
    [Fact]
    public async Task Thoughts_WithoutIncludeThoughts_AreCountedButNotShown()
    {
        GenerateContentResponse answer = await Ask(null);

        Assert.True(answer.UsageMetadata!.ThoughtsTokenCount > 0);
        Assert.DoesNotContain(answer.Candidates![0].Content!.Parts!, p => p.Thought == true);
    }

    [Fact]
    public async Task Thoughts_WithIncludeThoughts_ComeFirst()
    {
        GenerateContentResponse answer = await Ask(new ThinkingConfig { IncludeThoughts = true });

        IReadOnlyList<Part> parts = answer.Candidates![0].Content!.Parts!;
        Assert.Equal([true, null], parts.Select(p => p.Thought));
        Assert.Contains("Why?", parts[0].Text);
    }

    [Fact]
    public async Task Thoughts_InStream_AreChunksOfTheirOwnWithGrowingCount()
    {
        GenerateContentRequest request = Asking.Request("Why?", new GenerationConfig { ThinkingConfig = new ThinkingConfig { IncludeThoughts = true, ThinkingBudget = 20000 } });

        List<GenerateContentResponse> chunks = await Asking.Stream(request);

        int thoughts = chunks.TakeWhile(c => c.Candidates![0].Content!.Parts![0].Thought == true).Count();
        Assert.True(thoughts > 1);
        Assert.All(chunks.Skip(thoughts), c => Assert.DoesNotContain(c.Candidates![0].Content!.Parts!, p => p.Thought == true));
        Assert.All(chunks.Take(thoughts), c => Assert.Null(c.UsageMetadata!.CandidatesTokenCount));
        int[] counts = [.. chunks.Select(c => c.UsageMetadata!.ThoughtsTokenCount!.Value)];
        Assert.Equal(counts.Order(), counts);
        Assert.True(counts[0] < counts[thoughts - 1]);
    }

    [Fact]
    public async Task Thoughts_OfBudgetZero_AreOff()
    {
        GenerateContentResponse answer = await Ask(new ThinkingConfig { IncludeThoughts = true, ThinkingBudget = 0 });

        Assert.Null(answer.UsageMetadata!.ThoughtsTokenCount);
        Assert.DoesNotContain(answer.Candidates![0].Content!.Parts!, p => p.Thought == true);
    }

    [Fact]
    public async Task Thoughts_OfGrowingBudgets_NeverShrinkAndStayWithin()
    {
        int before = 0;
        foreach (int budget in new[] { 1, 10, 128, 512, 2048, 8192, 24576 })
        {
            int tokens = (await Ask(new ThinkingConfig { ThinkingBudget = budget })).UsageMetadata!.ThoughtsTokenCount!.Value;
            Assert.InRange(tokens, before, budget);
            before = tokens;
        }
    }

    [Fact]
    public async Task Thoughts_OfHigherLevels_AreMore()
    {
        int before = -1;
        foreach (ThinkingLevel level in new[] { ThinkingLevel.Minimal, ThinkingLevel.Low, ThinkingLevel.Medium, ThinkingLevel.High })
        {
            int tokens = (await Ask(new ThinkingConfig { ThinkingLevel = level }, TestModels.Pro3)).UsageMetadata!.ThoughtsTokenCount ?? 0;
            Assert.True(tokens > before);
            before = tokens;
        }
    }

    [Fact]
    public async Task Answer_UnderAnyThinking_HasSameText()
    {
        string none = Asking.TextOf(await Ask(new ThinkingConfig { ThinkingBudget = 0 }));
        string much = Asking.TextOf(await Ask(new ThinkingConfig { ThinkingBudget = 10000, IncludeThoughts = true }));

        Assert.Equal(none, much);
    }

    [Fact]
    public async Task Answer_WhenThoughtsUseTheLimit_HasNoTextAndMaxTokens()
    {
        GenerateContentResponse answer = await Asking.Answer(Asking.Request("Why?", new GenerationConfig { MaxOutputTokens = 10 }));

        Assert.Equal(FinishReason.MaxTokens, answer.Candidates![0].FinishReason);
        Assert.Equal("", Asking.TextOf(answer));
        Assert.Equal(10, answer.UsageMetadata!.ThoughtsTokenCount);
        Assert.Null(answer.UsageMetadata.CandidatesTokenCount);
    }

    [Fact]
    public async Task FlashLite_WithNothingSet_DoesNotThink() =>
        Assert.Null((await Asking.Answer(Asking.Request("Why?"), TestModels.FlashLite25)).UsageMetadata!.ThoughtsTokenCount);

    [Fact]
    public async Task Answer_OfGemini3_SignsItsLastPart()
    {
        Part last = (await Asking.Answer(Asking.Request("Why?"), TestModels.Pro3)).Candidates![0].Content!.Parts![^1];

        Assert.NotEmpty(last.Text!);
        Assert.True(ThoughtSignature.IsValid(last.ThoughtSignature!.Value.Span));
    }

    [Fact]
    public async Task Stream_OfGemini3_EndsWithEmptyTextAndSignature()
    {
        Part last = Assert.Single((await Asking.Stream(Asking.Request("Why?"), TestModels.Pro3))[^1].Candidates![0].Content!.Parts!);

        Assert.Equal("", last.Text);
        Assert.True(ThoughtSignature.IsValid(last.ThoughtSignature!.Value.Span));
    }

    [Fact]
    public void Signature_WithAnyByteChanged_IsBroken()
    {
        byte[] signature = ThoughtSignature.Issue("gemini-3", "text").ToArray();
        Assert.True(ThoughtSignature.IsValid(signature));
        for (int i = 0; i < signature.Length; i++)
        {
            signature[i] ^= 1;
            Assert.False(ThoughtSignature.IsValid(signature));
            signature[i] ^= 1;
        }

        Assert.False(ThoughtSignature.IsValid(signature.AsSpan(1)));
        Assert.False(ThoughtSignature.IsValid([]));
    }

    [Theory]
    [InlineData("skip_thought_signature_validator")]
    [InlineData("context_engineering_is_the_way_to_go")]
    public void Placeholder_AsTextOrAsBase64_IsValid(string placeholder)
    {
        Assert.True(ThoughtSignature.IsValid(Encoding.UTF8.GetBytes(placeholder)));
        Assert.True(ThoughtSignature.IsValid(Convert.FromBase64String(placeholder.Replace('_', '/'))));
    }

    private static Task<GenerateContentResponse> Ask(ThinkingConfig? config, ModelEntry? model = null) =>
        Asking.Answer(Asking.Request("Why?", new GenerationConfig { ThinkingConfig = config }), model);
}
