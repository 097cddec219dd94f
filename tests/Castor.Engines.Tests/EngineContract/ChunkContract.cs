using Castor.Protocol;

namespace Castor.Engines.Tests.EngineContract;

/// <summary>What chunks look like, and what a caller's cancellation does.</summary>
public abstract class ChunkContract(ContractFixture fixture)
{
    [Fact]
    public async Task Stream_EveryChunk_TellsModelIdAndUsage()
    {
        List<GenerateContentResponse> chunks = await fixture.StreamAsync(Reading.Ask(fixture.LongPrompt));

        Assert.True(chunks.Count > 1);
        Assert.All(chunks, c => Assert.Equal(fixture.Model.ModelVersion, c.ModelVersion));
        Assert.NotEmpty(Assert.Single(chunks.Select(c => c.ResponseId).Distinct())!);
        Assert.All(chunks, c => Assert.True(c.UsageMetadata!.PromptTokenCount > 0));
        Assert.All(chunks, c => Assert.True(c.UsageMetadata!.TotalTokenCount >= c.UsageMetadata.PromptTokenCount));
        Assert.Single(chunks.Select(c => c.UsageMetadata!.PromptTokenCount).Distinct());
    }

    [Fact]
    public async Task Stream_FinishReason_IsOnTheLastChunkOnly()
    {
        List<GenerateContentResponse> chunks = await fixture.StreamAsync(Reading.Ask(fixture.LongPrompt));

        Assert.NotNull(chunks[^1].Candidates![0].FinishReason);
        Assert.All(chunks.SkipLast(1).SelectMany(c => c.Candidates!), c => Assert.Null(c.FinishReason));
        Assert.All(chunks.SelectMany(c => c.Candidates!).Where(c => c.Content?.Parts is { Count: > 0 }), c => Assert.Equal("model", c.Content!.Role));
    }

    [Fact]
    public async Task Stream_Folded_IsTheWholeAnswer()
    {
        GenerateContentResponse whole = await fixture.AnswerAsync(Reading.Ask(fixture.LongPrompt));
        GenerateContentResponse folded = Reading.Fold(await fixture.StreamAsync(Reading.Ask(fixture.LongPrompt)));

        Assert.NotEmpty(Reading.TextOf(whole));
        Assert.Equal(Reading.TextOf(whole), Reading.TextOf(folded));
        Assert.Equal(whole.Candidates![0].FinishReason, folded.Candidates![0].FinishReason);
        Assert.Equal(whole.UsageMetadata!.CandidatesTokenCount, folded.UsageMetadata!.CandidatesTokenCount);
        Assert.Equal(whole.UsageMetadata.TotalTokenCount, folded.UsageMetadata.TotalTokenCount);
    }

    [Fact]
    public async Task Stream_UsageOfChunks_NeverShrinks()
    {
        int[] totals = [.. (await fixture.StreamAsync(Reading.Ask(fixture.LongPrompt))).Select(c => c.UsageMetadata!.TotalTokenCount!.Value)];

        Assert.Equal(totals.Order(), totals);
        Assert.True(totals[0] < totals[^1]);
    }

    [Fact]
    public async Task Whole_NotStreamed_IsOneChunk()
    {
        int chunks = 0;
        await foreach (GenerateContentResponse chunk in fixture.Engine.GenerateAsync(fixture.Call(Reading.Ask(fixture.LongPrompt)), TestContext.Current.CancellationToken))
        {
            chunks++;
            Assert.NotNull(chunk.Candidates![0].FinishReason);
        }

        Assert.Equal(1, chunks);
    }

    [Fact]
    public async Task Stream_CancelledAfterAChunk_EndsAndTheNextOneRuns()
    {
        using CancellationTokenSource source = new();
        await using (IAsyncEnumerator<GenerateContentResponse> chunks = fixture.Engine
            .GenerateAsync(fixture.Call(Reading.Ask(fixture.LongPrompt), streamed: true), source.Token).GetAsyncEnumerator(source.Token))
        {
            Assert.True(await chunks.MoveNextAsync());
            await source.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                while (await chunks.MoveNextAsync())
                {
                }
            });
        }

        Assert.NotEmpty(Reading.TextOf(await fixture.AnswerAsync(Reading.Ask(fixture.LongPrompt))));
    }

    [Fact]
    public async Task Stream_LeftInTheMiddle_HarmsNoOther()
    {
        string whole = Reading.TextOf(await fixture.AnswerAsync(Reading.Ask(fixture.LongPrompt)));
        for (int i = 0; i < 5; i++)
        {
            await foreach (GenerateContentResponse chunk in fixture.Engine.GenerateAsync(
                fixture.Call(Reading.Ask(fixture.LongPrompt), streamed: true), TestContext.Current.CancellationToken))
            {
                break;
            }
        }

        Assert.Equal(whole, Reading.TextOf(await fixture.AnswerAsync(Reading.Ask(fixture.LongPrompt))));
    }
}
