using Castor.Inference.Gguf;
using Castor.Inference.KvCaches;
using Castor.Inference.Models;

namespace Castor.Inference.Tests.Models;

/// <summary>Steps of a model after the first ones. Alone, since the runtime counts what the whole process allocates.</summary>
[Collection(nameof(AloneCollection))]
public sealed class DecodeAllocationTests
{
    private const int Windows = 8;
    private const int StepsPerWindow = 40;

    [Theory]
    [InlineData("gemma4 with per-layer embeddings", 1, KvCacheType.F16)]
    [InlineData("gemma4 with per-layer embeddings", 2, KvCacheType.F16)]
    [InlineData("gemma4 with per-layer embeddings", 2, KvCacheType.Q8_0)]
    [InlineData("gemma4 with experts", 1, KvCacheType.F16)]
    [InlineData("gemma4 with experts", 2, KvCacheType.F16)]
    [InlineData("gemma3n", 1, KvCacheType.F16)]
    [InlineData("gemma3n", 2, KvCacheType.F16)]
    public void Forward_OneTokenOfSeveralSequences_AllocatesNothingOnAnyThread(string shape, int threads, KvCacheType kv)
    {
        using TinyModel tiny = shape switch
        {
            "gemma3n" => TinyModel.Gemma3n(TensorType.Q4_0),
            "gemma4 with experts" => TinyModel.Experts(TensorType.Q4_0),
            _ => TinyModel.Gemma4(TensorType.Q4_0, perLayerEmbeddings: true),
        };
        using LanguageModel model = LanguageModel.Load(tiny.Path, new ModelOptions { Threads = threads, KvType = kv }, cancellationToken: TestContext.Current.CancellationToken);
        using KvCache cache = model.CreateCache(1 << 28);
        ForwardBatch batch = new(3);

        // The first sequences take the memory that the others then find.
        KvSequence[] first = Sequences(cache);
        Step(model, batch, first, Windows * StepsPerWindow);
        Array.ForEach(first, s => s.Dispose());
        KvSequence[] sequences = Sequences(cache);
        long own = GC.GetAllocatedBytesForCurrentThread();
        long least = long.MaxValue;
        for (int window = 0; window < Windows; window++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            Step(model, batch, sequences, StepsPerWindow);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - own);

        // Threads of the runtime and of the tests may allocate beside one window, hardly beside each of them.
        Assert.Equal(0, least);
    }

    private static KvSequence[] Sequences(KvCache cache) => [.. Enumerable.Range(0, 3).Select(_ => cache.CreateSequence(Windows * StepsPerWindow))];

    private static void Step(LanguageModel model, ForwardBatch batch, KvSequence[] sequences, int count)
    {
        Span<int> token = stackalloc int[1];
        for (int i = 0; i < count; i++)
        {
            batch.Clear();
            foreach (KvSequence sequence in sequences)
            {
                Assert.True(sequence.TryReserve(1));
                token[0] = sequence.Length % TinyModel.Vocabulary;
                batch.Add(sequence, token, LogitsWanted.Last, i % 8 == 0 ? TokenOrigin.Prompt : TokenOrigin.Answer);
            }

            model.Forward(batch);
        }
    }
}
