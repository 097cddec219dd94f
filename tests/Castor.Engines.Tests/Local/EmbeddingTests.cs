using System.Text;
using Castor.Engines.Local.Embeddings;
using Castor.Protocol;

namespace Castor.Engines.Tests.Local;

/// <summary>EmbeddingGemma's prompts and cuts on random weights of its architecture; that the numbers are right is told against doubles in Castor.Inference.Tests.</summary>
public sealed class EmbeddingTests(SparkFixture spark) : IClassFixture<SparkFixture>
{
    [Theory]
    [InlineData("RETRIEVAL_QUERY", "task: search result | query: otters")]
    [InlineData("RETRIEVAL_DOCUMENT", "title: none | text: otters")]
    [InlineData("SEMANTIC_SIMILARITY", "task: sentence similarity | query: otters")]
    [InlineData("CLASSIFICATION", "task: classification | query: otters")]
    [InlineData("CLUSTERING", "task: clustering | query: otters")]
    [InlineData("QUESTION_ANSWERING", "task: question answering | query: otters")]
    [InlineData("FACT_VERIFICATION", "task: fact checking | query: otters")]
    [InlineData("CODE_RETRIEVAL_QUERY", "task: code retrieval | query: otters")]
    [InlineData("TASK_TYPE_UNSPECIFIED", "otters")]
    public async Task Embed_ATask_IsItsPrompt(string task, string prompt)
    {
        EmbedContentResponse asked = await EmbedAsync(Request("otters") with { TaskType = new TaskType(task) });
        EmbedContentResponse written = await EmbedAsync(Request(prompt));

        Assert.Equal(written.Embedding!.Values, asked.Embedding!.Values);
        Assert.Equal(written.UsageMetadata!.PromptTokenCount, asked.UsageMetadata!.PromptTokenCount);
    }

    [Fact]
    public async Task Embed_ATitle_IsInThePrompt() => Assert.Equal(
        (await EmbedAsync(Request("title: Animals | text: otters"))).Embedding!.Values,
        (await EmbedAsync(Request("otters") with { TaskType = TaskType.RetrievalDocument, Title = "Animals" })).Embedding!.Values);

    [Fact]
    public async Task Embed_FewerDimensions_AreTheFirstOnes()
    {
        float[] whole = (await EmbedAsync(Request("otters"))).Embedding!.Values!;
        float[] cut = (await EmbedAsync(Request("otters") with { OutputDimensionality = 16 })).Embedding!.Values!;

        double scale = Math.Sqrt(whole.Take(16).Sum(x => (double)x * x));
        Assert.Equal(16, cut.Length);
        Assert.All(Enumerable.Range(0, 16), i => Assert.Equal(whole[i] / scale, cut[i], 1e-5));
        Assert.Equal(whole, EmbeddingCut.To(whole, whole.Length));
        Assert.Equal([0, 0], EmbeddingCut.To([0, 0, 1], 2));
    }

    [Fact]
    public async Task Embed_ATextOverTheContext_IsCutAtItsEnd()
    {
        EmbedContentResponse answer = await EmbedAsync(Request(string.Concat(Enumerable.Repeat("otters swim ", 3000))));

        Assert.Equal(512, answer.UsageMetadata!.PromptTokenCount);
        Assert.Equal(1, answer.Embedding!.Values!.Sum(x => (double)x * x), 1e-4);
    }

    [Fact]
    public async Task Embed_WhatCannotBe_IsRefused()
    {
        EmbedContentRequest media = new() { Content = new Content { Parts = [new Part { InlineData = new Blob { MimeType = "image/png", Data = Encoding.UTF8.GetBytes("x") } }] } };

        Assert.Equal(ApiStatus.InvalidArgument, (await Assert.ThrowsAsync<ApiException>(() => EmbedAsync(media))).Status);
        ApiException wrong = await Assert.ThrowsAsync<ApiException>(async () => await spark.Engine.EmbedAsync(
            new EmbeddingCall { Request = Request("x"), Model = spark.Entry }, TestContext.Current.CancellationToken));
        Assert.Equal(ApiStatus.FailedPrecondition, wrong.Status);
    }

    [Fact]
    public async Task Generate_WithAModelThatEmbeds_IsRefused()
    {
        ApiException e = await Assert.ThrowsAsync<ApiException>(async () => await ResponseFold.FoldAsync(
            spark.Engine.GenerateAsync(
                spark.Call("""{"contents":[{"parts":[{"text":"x"}]}]}""") with { Model = spark.Embedder }, TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken));

        Assert.Equal(ApiStatus.FailedPrecondition, e.Status);
    }

    private static EmbedContentRequest Request(string text) => new() { Content = new Content { Parts = [new Part { Text = text }] } };

    private async Task<EmbedContentResponse> EmbedAsync(EmbedContentRequest request) =>
        await spark.Engine.EmbedAsync(new EmbeddingCall { Request = request, Model = spark.Embedder }, TestContext.Current.CancellationToken);
}
