using Castor.Inference.Sampling;
using Castor.Inference.Scheduling;
using Castor.Inference.Tests.Models;

namespace Castor.Inference.Tests.Scheduling;

public sealed class ModelRunnerTests
{
    [Theory]
    [InlineData(1, 30)]
    [InlineData(63, 5)]
    [InlineData(64, 5)]
    [InlineData(65, 100)]
    [InlineData(500, 40)]
    public async Task Generate_OneRequest_GivesWhatAPlainLoopGives(int promptLength, int maxTokens)
    {
        using TinyServer server = new();
        GenerationRequest request = TinyServer.Request(7, promptLength, maxTokens);

        GenerationStream stream = server.Generate(request);
        List<GeneratedToken> tokens = await stream.ReadAllAsync();

        Assert.Equal(server.Alone(request), tokens.Select(t => t.Token));
        Assert.Equal(StopReason.MaxTokens, tokens[^1].Stop);
        Assert.All(tokens.SkipLast(1), t => Assert.Equal(StopReason.None, t.Stop));
        Assert.Equal(promptLength, stream.PromptTokenCount);
        Assert.Equal(0, stream.CachedTokenCount);
    }

    [Fact]
    public async Task Generate_ManyAtOnce_GivesEachWhatItGetsAlone()
    {
        using TinyServer server = new();
        GenerationRequest[] requests = [.. Enumerable.Range(0, 12).Select(i => TinyServer.Request((ulong)i, 1 + 37 * i, 20 + i))];

        int[][] answers = await Task.WhenAll(requests.Select(r => server.Generate(r).ReadTokensAsync()));

        for (int i = 0; i < requests.Length; i++)
        {
            Assert.Equal(server.Alone(requests[i]), answers[i]);
        }
    }

    [Fact]
    public async Task Generate_AnEndToken_EndsWithIt()
    {
        using TinyServer server = new();
        GenerationRequest request = TinyServer.Request(3, 20, 60);
        int end = server.Alone(request)[10];

        List<GeneratedToken> tokens = await server.Generate(request with { IsEnd = t => t == end }).ReadAllAsync();

        Assert.Equal(end, tokens[^1].Token);
        Assert.Equal(StopReason.EndToken, tokens[^1].Stop);
        Assert.Equal(server.Alone(request).TakeWhile(t => t != end).Append(end), tokens.Select(t => t.Token));
    }

    [Fact]
    public async Task Generate_PromptAndAnswerAtTheContextsEnd_FillIt()
    {
        using TinyServer server = new(new RunnerOptions { ContextLength = 100 });

        List<GeneratedToken> tokens = await server.Generate(TinyServer.Request(3, 90, 60)).ReadAllAsync();
        List<GeneratedToken> last = await server.Generate(TinyServer.Request(3, 100, 60)).ReadAllAsync();

        // The last token needs no place of its own in the context.
        Assert.Equal(11, tokens.Count);
        Assert.Equal(StopReason.ContextFull, tokens[^1].Stop);
        Assert.Equal(StopReason.ContextFull, Assert.Single(last).Stop);
    }

    [Fact]
    public void Generate_APromptBeyondTheContext_TellsBothNumbers()
    {
        using TinyServer server = new(new RunnerOptions { ContextLength = 100 });

        ContextOverflowException e = Assert.Throws<ContextOverflowException>(() => server.Generate(TinyServer.Request(3, 101, 60)));

        Assert.Equal((101, 100), (e.PromptTokenCount, e.ContextLength));
    }

    [Fact]
    public void Runner_WithLessMemoryThanTheContextNeeds_ServesWhatFits()
    {
        using TinyServer whole = new();
        using TinyServer half = new(new RunnerOptions { KvBytes = whole.Scheduler.Memory.Cache.BytesFor(2048, 64) });

        Assert.Equal(4096, whole.Runner.ContextLength);
        Assert.Equal(2048, half.Runner.ContextLength);
        Assert.Throws<ArgumentException>(() => new TinyServer(new RunnerOptions { KvBytes = 1000 }));
    }

    [Fact]
    public void Generate_TokensThatTheModelDoesNotKnow_AreRefused()
    {
        using TinyServer server = new();

        Assert.Throws<ArgumentException>(() => server.Generate(new() { Prompt = Array.Empty<int>() }));
        Assert.Throws<ArgumentException>(() => server.Generate(new() { Prompt = new[] { 1, TinyModel.Vocabulary } }));
        Assert.Throws<ArgumentException>(() => server.Generate(new() { Prompt = new[] { -1, 1 } }));
        Assert.Throws<ArgumentOutOfRangeException>(() => server.Generate(TinyServer.Request(1, 1, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => server.Generate(TinyServer.Request(1, 1, 1) with { CandidateCount = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => server.Generate(TinyServer.Request(1, 1, 1) with { Sampling = new SamplingOptions { TopP = 2 } }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Generate_ACancelledRequest_FreesItsPlace(bool byDisposing)
    {
        using TinyServer server = new(new RunnerOptions { MaxRunning = 1 });
        using CancellationTokenSource source = new();
        GenerationStream endless = server.Runner.Generate(TinyServer.Request(1, 10, int.MaxValue), source.Token);
        await endless.ReadAsync();
        GenerationRequest request = TinyServer.Request(2, 10, 10);
        GenerationStream next = server.Generate(request);
        if (byDisposing)
        {
            endless.Dispose();
        }
        else
        {
            await source.CancelAsync();
        }

        Assert.Equal(server.Alone(request), await next.ReadTokensAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(endless.ReadAllAsync);
    }

    [Fact]
    public async Task Generate_CancelledWhileItWaits_IsNeverComputed()
    {
        using TinyServer server = new(new RunnerOptions { MaxRunning = 1, MaxQueued = 1 });
        using GenerationStream endless = server.Generate(TinyServer.Request(1, 10, int.MaxValue));
        await endless.ReadAsync();
        using CancellationTokenSource source = new();
        GenerationStream waiting = server.Runner.Generate(TinyServer.Request(2, 10, 10), source.Token);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(waiting.ReadAllAsync);
        Assert.Equal(0, server.Runner.QueuedCount);
        Assert.Equal(TimeSpan.Zero, waiting.Timings.Prompt);
    }

    [Fact]
    public async Task Generate_WithATokenThatIsCancelledAlready_Ends()
    {
        using TinyServer server = new();

        GenerationStream stream = server.Runner.Generate(TinyServer.Request(1, 10, int.MaxValue), new CancellationToken(canceled: true));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(stream.ReadAllAsync);
    }

    [Fact]
    public async Task Generate_AStalledReader_PausesItselfOnly()
    {
        using TinyServer server = new(new RunnerOptions { StreamCapacity = 4 });
        GenerationRequest slow = TinyServer.Request(1, 10, 200);
        GenerationRequest fast = TinyServer.Request(2, 10, 200);
        GenerationStream stalled = server.Generate(slow);
        await stalled.ReadAsync();

        Assert.Equal(server.Alone(fast), await server.Generate(fast).ReadTokensAsync());

        Assert.Equal(server.Alone(slow).Skip(1), await stalled.ReadTokensAsync());
    }

    [Fact]
    public async Task Generate_StalledReadersInAllPlaces_KeepNobodyWaiting()
    {
        using TinyServer server = new(new RunnerOptions { StreamCapacity = 4, MaxRunning = 2 });
        GenerationRequest[] slow = [TinyServer.Request(1, 100, 200), TinyServer.Request(2, 300, 200)];
        GenerationStream[] stalled = [.. slow.Select(r => server.Generate(r))];
        GenerationRequest fast = TinyServer.Request(3, 10, 200);

        Assert.Equal(server.Alone(fast), await server.Generate(fast).ReadTokensAsync());

        Assert.Equal(server.Alone(slow[1]), await stalled[1].ReadTokensAsync());
        Assert.Equal(server.Alone(slow[0]), await stalled[0].ReadTokensAsync());
    }

    [Fact]
    public async Task Generate_AStalledReadersRequest_IsNotComputedFurther()
    {
        using TinyServer server = new(new RunnerOptions { StreamCapacity = 4 });
        using GenerationStream stalled = server.Generate(TinyServer.Request(1, 10, 200));
        await server.Generate(TinyServer.Request(2, 10, 300)).ReadAllAsync();
        server.WaitUntilAsleep();

        Assert.Equal(4, stalled.UnreadCount);
    }

    [Fact]
    public async Task Generate_BeyondTheQueue_TellsWhenToComeAgain()
    {
        // Each look at the clock is 10 ms later, so that a step, with a look before and after it, takes 10 ms.
        using TinyServer server = new(new RunnerOptions { MaxRunning = 1, MaxQueued = 2 }, new TickingClock(TimeSpan.FromMilliseconds(10)));
        using ManualResetEventSlim reached = new();
        using ManualResetEventSlim gate = new();
        int drawn = 0;
        bool StopHalfWay(int token)
        {
            if (++drawn == 50)
            {
                reached.Set();
                gate.Wait();
            }

            return false;
        }

        using GenerationStream running = server.Generate(TinyServer.Request(1, 10, 100) with { IsEnd = StopHalfWay });
        reached.Wait(TestContext.Current.CancellationToken);
        using GenerationStream first = server.Generate(TinyServer.Request(2, 10, 10));
        using GenerationStream second = server.Generate(TinyServer.Request(3, 10, 10));
        Exception? e = Record.Exception(() => server.Generate(TinyServer.Request(4, 10, 10)));
        int queued = server.Runner.QueuedCount;
        TimeSpan toIdle = server.Runner.TimeToIdle;
        gate.Set();

        // After 49 whole steps 51 tokens are left.
        Assert.Equal(510, Assert.IsType<RunnerBusyException>(e).RetryAfter.TotalMilliseconds, 1.0);

        // Then the two that wait, one after the other, of 256 tokens as long as no answer has told of its length.
        Assert.Equal(510 + (2 * 2560), toIdle.TotalMilliseconds, 1.0);
        Assert.Equal(2, queued);
        Assert.Equal(10, (await first.ReadAllAsync()).Count);
        Assert.Equal(10, (await second.ReadAllAsync()).Count);
    }

    [Fact]
    public async Task Dispose_WithRequestsOnTheirWay_EndsThem()
    {
        TinyServer server = new(new RunnerOptions { MaxRunning = 1 });
        GenerationStream running = server.Generate(TinyServer.Request(1, 10, int.MaxValue));
        GenerationStream waiting = server.Generate(TinyServer.Request(2, 10, 10));
        await running.ReadAsync();

        server.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(running.ReadAllAsync);
        await Assert.ThrowsAsync<ObjectDisposedException>(waiting.ReadAllAsync);
        Assert.Throws<ObjectDisposedException>(() => server.Generate(TinyServer.Request(1, 10, 1)));
    }

    [Fact]
    public async Task Timings_OfARequest_TellWhereItsTimeWent()
    {
        TickingClock clock = new(TimeSpan.FromSeconds(1));
        using TinyServer server = new(clock: clock);

        GenerationStream stream = server.Generate(TinyServer.Request(1, 200, 5));
        await stream.ReadAllAsync();

        // Four steps of prompt and four more tokens; a look at the clock before and after each step.
        GenerationTimings timings = stream.Timings;
        Assert.True(timings.Queued > TimeSpan.Zero);
        Assert.InRange(timings.Prompt.TotalSeconds, 7, 9);
        Assert.InRange(timings.Generation.TotalSeconds, 8, 10);
        Assert.Equal(timings, stream.Timings);
    }

    [Fact]
    public async Task Runner_WithNothingToDo_Sleeps()
    {
        using TinyServer server = new(new RunnerOptions { StreamCapacity = 2 });
        using GenerationStream stalled = server.Generate(TinyServer.Request(1, 10, 100));
        await server.Generate(TinyServer.Request(2, 10, 20)).ReadAllAsync();

        server.WaitUntilAsleep();
        long steps = server.Scheduler.StepCount;
        server.WaitUntilAsleep();

        Assert.Equal(steps, server.Scheduler.StepCount);
    }
}
