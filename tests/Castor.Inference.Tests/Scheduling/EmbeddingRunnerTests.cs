using Castor.Inference.Gguf;
using Castor.Inference.Models;
using Castor.Inference.Scheduling;
using Castor.Inference.Tests.Models;

namespace Castor.Inference.Tests.Scheduling;

public sealed class EmbeddingRunnerTests : IDisposable
{
    private readonly TinyModel _tiny = TinyModel.Embedding(TensorType.F32);
    private readonly LanguageModel _model;
    private readonly EmbeddingRunner _runner;

    public EmbeddingRunnerTests()
    {
        _model = LanguageModel.Load(_tiny.Path, new ModelOptions { Threads = 2, MaxBatch = 96 });
        _runner = new EmbeddingRunner(_model);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Embed_ManyAtOnce_IsEachNearDoublesAndAsAlone()
    {
        int[][] texts = [.. Enumerable.Range(0, 40).Select(i => Tokens(i, 1 + i * 7 % 61))];
        using GgufFile file = GgufFile.Open(_tiny.Path);
        ReferenceModel reference = new(file);

        float[][] embeddings = await Task.WhenAll(texts.Select(t => _runner.EmbedAsync(t, Cancellation)));

        for (int i = 0; i < texts.Length; i++)
        {
            Assert.Equal(await _runner.EmbedAsync(texts[i], Cancellation), embeddings[i]);
            Assert.Equal(1, embeddings[i].Sum(x => (double)x * x), 1e-5);
            if (i % 8 == 0)
            {
                Assert.Equal(1, embeddings[i].Zip(reference.Embedding(texts[i]), (a, b) => a * b).Sum(), 1e-4);
            }
        }
    }

    [Fact]
    public async Task Embed_ATextOfTheWholeContext_Fits()
    {
        Assert.Equal(96, _runner.ContextLength);
        Assert.Equal(_model.EmbeddingLength, (await _runner.EmbedAsync(Tokens(1, 96), Cancellation)).Length);
        await Assert.ThrowsAsync<ContextOverflowException>(() => _runner.EmbedAsync(Tokens(1, 97), Cancellation));
    }

    [Fact]
    public async Task Embed_WhatIsNoText_IsRefused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _runner.EmbedAsync(Array.Empty<int>(), Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => _runner.EmbedAsync(new[] { TinyModel.Vocabulary }, Cancellation));
    }

    [Fact]
    public async Task Embed_Cancelled_HarmsNoOther()
    {
        using CancellationTokenSource source = new();
        await source.CancelAsync();
        Task<float[]> cancelled = _runner.EmbedAsync(Tokens(1, 30), source.Token);

        float[] other = await _runner.EmbedAsync(Tokens(2, 30), Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(_model.EmbeddingLength, other.Length);
    }

    [Fact]
    public async Task Dispose_EndsWhatWaitsAndRefusesMore()
    {
        Task<float[]>[] waiting = [.. Enumerable.Range(0, 200).Select(i => _runner.EmbedAsync(Tokens(i, 90), Cancellation))];

        _runner.Dispose();

        await Task.WhenAll(waiting).ContinueWith(_ => { }, Cancellation, TaskContinuationOptions.None, TaskScheduler.Default);
        Assert.All(waiting, t => Assert.True(t.IsCompletedSuccessfully || t.Exception?.InnerException is ObjectDisposedException));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _runner.EmbedAsync(Tokens(1, 3), Cancellation));
    }

    [Fact]
    public void Create_AModelThatGenerates_IsRefused()
    {
        using TinyModel tiny = TinyModel.Gemma3(TensorType.Q8_0);
        using LanguageModel model = LanguageModel.Load(tiny.Path, new ModelOptions { Threads = 1 }, Cancellation);

        Assert.Throws<ArgumentException>(() => new EmbeddingRunner(model));
    }

    public void Dispose()
    {
        _runner.Dispose();
        _model.Dispose();
        _tiny.Dispose();
    }

    private static int[] Tokens(int seed, int count) => [.. Enumerable.Range(0, count).Select(i => (seed * 13 + i * 31 + i * i % 17) % TinyModel.Vocabulary)];
}
