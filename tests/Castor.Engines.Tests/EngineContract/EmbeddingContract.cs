using Castor.Protocol;

namespace Castor.Engines.Tests.EngineContract;

/// <summary>Embeddings: their length and norm, tasks, counts.</summary>
public abstract class EmbeddingContract(ContractFixture fixture)
{
    private const string Text = "Otters hold hands while they sleep.";

    [Fact]
    public async Task Embed_AnyText_HasNormOneAndTheModelsLength()
    {
        EmbedContentResponse answer = await fixture.EmbedAsync(Request(Text));

        Assert.Equal(fixture.Embedder.Traits.EmbeddingDimensions!.Default, answer.Embedding!.Values!.Length);
        Assert.Equal(1, Norm(answer.Embedding.Values), 1e-4);
        Assert.True(answer.UsageMetadata!.PromptTokenCount > 0);
        Assert.Equal(answer.UsageMetadata.PromptTokenCount, answer.UsageMetadata.PromptTokenDetails!.Sum(d => d.TokenCount));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(128)]
    public async Task Embed_OutputDimensionality_CutsAndHasNormOneAgain(int length)
    {
        EmbedContentResponse answer = await fixture.EmbedAsync(Request(Text) with { OutputDimensionality = length });

        Assert.Equal(length, answer.Embedding!.Values!.Length);
        Assert.Equal(1, Norm(answer.Embedding.Values), 1e-4);
    }

    [Fact]
    public async Task Embed_TheSame_IsTheSame()
    {
        Assert.Equal((await fixture.EmbedAsync(Request(Text))).Embedding!.Values, (await fixture.EmbedAsync(Request(Text))).Embedding!.Values);
        Assert.NotEqual((await fixture.EmbedAsync(Request("Otters"))).Embedding!.Values, (await fixture.EmbedAsync(Request(Text))).Embedding!.Values);
    }

    [Fact]
    public async Task Embed_EveryTask_GivesItsOwnVector()
    {
        TaskType[] tasks =
        [
            TaskType.Unspecified, TaskType.RetrievalQuery, TaskType.RetrievalDocument, TaskType.SemanticSimilarity, TaskType.Classification,
            TaskType.Clustering, TaskType.QuestionAnswering, TaskType.FactVerification, TaskType.CodeRetrievalQuery,
        ];
        HashSet<float> firsts = [];
        foreach (TaskType task in tasks)
        {
            firsts.Add((await fixture.EmbedAsync(Request(Text) with { TaskType = task })).Embedding!.Values!.First(x => x != 0));
        }

        float[] titled = (await fixture.EmbedAsync(Request(Text) with { TaskType = TaskType.RetrievalDocument, Title = "Animals" })).Embedding!.Values!;

        Assert.True(firsts.Count > 1);
        Assert.NotEqual((await fixture.EmbedAsync(Request(Text) with { TaskType = TaskType.RetrievalDocument })).Embedding!.Values, titled);
    }

    [Fact]
    public async Task Embed_ManyAtOnce_GivesEachItsOwn()
    {
        EmbedContentRequest[] requests = [.. Enumerable.Range(0, 20).Select(i => Request($"Text number {i}: {new string('x', i)}"))];
        List<float[]> alone = [];
        foreach (EmbedContentRequest request in requests)
        {
            alone.Add((await fixture.EmbedAsync(request)).Embedding!.Values!);
        }

        EmbedContentResponse[] together = await Task.WhenAll(requests.Select(fixture.EmbedAsync));

        Assert.Equal(alone, together.Select(t => t.Embedding!.Values!));
    }

    private static EmbedContentRequest Request(string text) => new() { Content = new Content { Parts = [new Part { Text = text }] } };

    private static double Norm(float[] values) => Math.Sqrt(values.Sum(v => (double)v * v));
}
