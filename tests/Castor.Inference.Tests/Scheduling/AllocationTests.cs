using Castor.Inference.Scheduling;

namespace Castor.Inference.Tests.Scheduling;

public sealed class AllocationTests
{
    private const int MaxTokens = 250;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 1)]
    [InlineData(3, 2)]
    public async Task Step_ThatContinuesAnswers_AllocatesNothing(int requests, int threads)
    {
        // The first runs fill the memory with what is kept of them, so that the last one lives on pages that are given up.
        using TinyServer measure = new();
        long bytes = requests * measure.Scheduler.Memory.Cache.BytesFor(400, 64);
        using TinyServer server = new(new RunnerOptions { KvBytes = bytes }, threads: threads);
        await RunAsync(server, requests);
        await RunAsync(server, requests);

        long[] allocated = await RunAsync(server, requests);

        Assert.True(allocated[50 * requests] > 0);
        Assert.Equal(0, allocated[200 * requests] - allocated[50 * requests]);
        Assert.Equal(0, server.Scheduler.ParkCount);
    }

    // What the model's thread has allocated at each token.
    private static async Task<long[]> RunAsync(TinyServer server, int requests)
    {
        long[] allocated = new long[requests * MaxTokens + 1];
        int drawn = 0;
        int read = 0;
        bool OnDrawn(int token)
        {
            // A reader that falls behind has its queue grow, which is no matter of the step.
            while (Volatile.Read(ref read) < drawn - requests)
            {
                Thread.Yield();
            }

            allocated[++drawn] = GC.GetAllocatedBytesForCurrentThread();
            return false;
        }

        async Task ReadAsync(int number)
        {
            GenerationRequest request = TinyServer.Request((ulong)number, 20 + 7 * number, MaxTokens) with { IsEnd = OnDrawn };
            await foreach (GeneratedToken _ in server.Generate(request))
            {
                Interlocked.Increment(ref read);
            }
        }

        await Task.WhenAll(Enumerable.Range(0, requests).Select(i => Task.Run(() => ReadAsync(i))));
        Assert.Equal(requests * MaxTokens, drawn);
        return allocated;
    }
}
