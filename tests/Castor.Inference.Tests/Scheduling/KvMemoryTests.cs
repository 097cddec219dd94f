using Castor.Inference.Scheduling;

namespace Castor.Inference.Tests.Scheduling;

/// <summary>More answers than the memory holds.</summary>
public sealed class KvMemoryTests
{
    [Theory]
    [InlineData(true, 24)]
    [InlineData(false, 24)]
    [InlineData(true, 200)]
    public async Task Generate_MoreThanTheMemoryHolds_LosesNothing(bool keepsPrefixes, int window)
    {
        using TinyServer server = Small(700, window, new RunnerOptions { KeepsPrefixes = keepsPrefixes });
        GenerationRequest[] requests = [.. Enumerable.Range(0, 6).Select(i => TinyServer.Request((ulong)i, 60, 500))];

        int[][] answers = await Task.WhenAll(requests.Select(r => server.Generate(r).ReadTokensAsync()));

        for (int i = 0; i < requests.Length; i++)
        {
            Assert.Equal(server.Alone(requests[i]), answers[i]);
        }

        Assert.True(server.Scheduler.ParkCount > 0);
        AssertWithinBudget(server);
    }

    [Fact]
    public async Task Generate_CandidatesBeyondTheMemory_LoseNothing()
    {
        using TinyServer server = Small(700, 24);
        GenerationRequest request = TinyServer.Request(3, 150, 400) with { CandidateCount = 5 };

        List<GeneratedToken> tokens = await server.Generate(request).ReadAllAsync();

        for (int candidate = 0; candidate < 5; candidate++)
        {
            Assert.Equal(server.Alone(request, candidate), tokens.Where(t => t.Candidate == candidate).Select(t => t.Token));
        }

        Assert.True(server.Scheduler.ParkCount > 0);
    }

    [Fact]
    public async Task Generate_BesideAStalledReaderThatHoldsMostOfTheMemory_TakesIt()
    {
        using TinyServer server = Small(700, 24, new RunnerOptions { StreamCapacity = 4 });
        GenerationRequest slow = TinyServer.Request(1, 600, 50);
        GenerationRequest fast = TinyServer.Request(2, 100, 500);
        GenerationStream stalled = server.Generate(slow);
        await stalled.ReadAsync();

        Assert.Equal(server.Alone(fast), await server.Generate(fast).ReadTokensAsync());

        Assert.Equal(server.Alone(slow).Skip(1), await stalled.ReadTokensAsync());
        Assert.True(server.Scheduler.ParkCount > 0);
    }

    [Fact]
    public async Task Generate_AnAnswerThatFillsAllMemory_FillsIt()
    {
        using TinyServer server = Small(700, 24);
        await server.Generate(TinyServer.Request(9, 500, 100)).ReadAllAsync();

        List<GeneratedToken> tokens = await server.Generate(TinyServer.Request(1, 100, int.MaxValue)).ReadAllAsync();

        Assert.Equal(700 - 100 + 1, tokens.Count);
        Assert.Equal(StopReason.ContextFull, tokens[^1].Stop);
        AssertWithinBudget(server);
    }

    [Fact]
    public async Task Runner_WithAllRequestsEnded_HoldsNoLivePages()
    {
        using TinyServer server = Small(700, 24);
        GenerationStream cancelled = server.Generate(TinyServer.Request(8, 200, int.MaxValue) with { CandidateCount = 2 });
        await cancelled.ReadAsync();
        cancelled.Dispose();
        await server.Generate(TinyServer.Request(9, 500, 100)).ReadAllAsync();
        server.WaitUntilAsleep();

        Assert.Equal(0, server.Scheduler.Memory.Cache.LiveBytes);
        Assert.True(server.Scheduler.Memory.Cache.UsedBytes > 0);
        server.Scheduler.Memory.Dispose();
        Assert.Equal(0, server.Scheduler.Memory.Cache.UsedBytes);
    }

    // The memory that one sequence of so many positions needs.
    private static TinyServer Small(int positions, int window, RunnerOptions? options = null)
    {
        using TinyServer other = new(window: window);
        options ??= new RunnerOptions();
        return new TinyServer(options with { KvBytes = other.Scheduler.Memory.Cache.BytesFor(positions, 64), ContextLength = positions }, window: window);
    }

    private static void AssertWithinBudget(TinyServer server)
    {
        server.WaitUntilAsleep();
        Assert.True(server.Scheduler.Memory.Cache.UsedBytes <= server.Scheduler.Memory.Cache.ByteBudget);
        Assert.Equal(0, server.Scheduler.Memory.Cache.LiveBytes);
    }
}
