using Castor.Inference.Scheduling;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Inference.Tests.Scheduling;

/// <summary>The same request and seed give the same tokens, whatever else runs, joins, leaves, stalls, shares or takes the memory.</summary>
public sealed class BatchInvarianceTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithReplay(20261121, 31);

    private long _parkCount;
    private long _cachedCount;

    [Theory]
    [InlineData("gemma3", 12, 3000)]
    [InlineData("gemma3n", 5, 600)]
    [InlineData("gemma4 with experts", 6, 3000)]
    public void Generate_UnderRandomLoad_GivesWhatItGivesAlone(string shape, int count, int room)
    {
        Check.One(
            s_config.WithMaxTest(count), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => RunAsync((ulong)seed, shape, room).GetAwaiter().GetResult()));

        // Else the load was none.
        Assert.True(_parkCount > 0, "No answer lost its place.");
        Assert.True(_cachedCount > 0, "No prefix was shared.");
    }

    private async Task RunAsync(ulong seed, string shape, int room)
    {
        SeededNumbers numbers = new(seed);
        int window = numbers.Below(2) == 0 ? 24 : 200;
        using TinyServer measure = new(window: window, shape: shape);
        RunnerOptions options = new()
        {
            MaxRunning = 4 + numbers.Below(12),
            PromptTokensBesideAnswers = 1 + numbers.Below(80),
            StreamCapacity = 1 + numbers.Below(60),
            SnapshotInterval = 64 + numbers.Below(300),
            KeepsPrefixes = numbers.Below(4) > 0,
            ContextLength = 600,
            KvBytes = measure.Scheduler.Memory.Cache.BytesFor(600 + numbers.Below(room), 64),
        };
        using TinyServer server = new(options, window: window, shape: shape);
        Case[] cases = [.. Enumerable.Range(0, 30).Select(i => Case.Random(numbers, i))];

        // Each case begins when another one has come to some token, so that the order does not hang on the machine's speed alone.
        TaskCompletionSource[] starts = [.. cases.Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
        foreach (TaskCompletionSource start in starts.Take(6))
        {
            start.SetResult();
        }

        await Task.WhenAll(cases.Select((c, i) => Task.Run(() => c.RunAsync(server, starts[i].Task, () => Next(starts)))));

        foreach (Case c in cases)
        {
            c.Check(server);
            _cachedCount += c.CachedCount;
        }

        _parkCount += server.Scheduler.ParkCount;

        server.WaitUntilAsleep();
        Assert.Equal(0, server.Scheduler.Memory.Cache.LiveBytes);
    }

    private static void Next(TaskCompletionSource[] starts)
    {
        foreach (TaskCompletionSource start in starts)
        {
            if (start.TrySetResult())
            {
                return;
            }
        }
    }

    /// <summary>A request, and what its reader does: how far it reads before others begin, whether it yields between tokens and whether it goes away.</summary>
    private sealed class Case
    {
        private readonly List<GeneratedToken> _tokens = [];
        private bool _isWhole;

        public int CachedCount { get; private set; }

        public required GenerationRequest Request { get; init; }

        public required int NextAfter { get; init; }

        public required int? LeavesAfter { get; init; }

        public required bool IsSlow { get; init; }

        public static Case Random(SeededNumbers numbers, int index)
        {
            // Few beginnings, so that many prompts share one, cut at random places.
            int[] beginning = TinyServer.Prompt((ulong)numbers.Below(4), 400);
            int shared = numbers.Below(400);
            int own = 1 + numbers.Below(80);
            return new Case
            {
                Request = TinyServer.Request((ulong)index, 1, 1 + numbers.Below(120)) with
                {
                    Prompt = (int[])[.. beginning[..shared], .. TinyServer.Prompt((ulong)(100 + numbers.Below(5)), own)],
                    CandidateCount = Math.Max(1, numbers.Below(8) - 4),
                    IsEnd = numbers.Below(2) == 0 ? null : t => t == 7,
                    Constraint = numbers.Below(5) > 0 ? null : () => new RepeatingMask(0x0F0F_0F0F_0F0F_0F0F, 3),
                },
                NextAfter = numbers.Below(30),
                LeavesAfter = numbers.Below(5) > 0 ? null : numbers.Below(60),
                IsSlow = numbers.Below(3) == 0,
            };
        }

        public async Task RunAsync(TinyServer server, Task start, Action startNext)
        {
            await start;
            GenerationStream stream = server.Generate(Request);
            bool hasStartedNext = false;
            while (_tokens.Count != LeavesAfter && await stream.WaitToReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(5)))
            {
                while (_tokens.Count != LeavesAfter && stream.TryRead(out GeneratedToken token))
                {
                    _tokens.Add(token);
                    if (_tokens.Count > NextAfter && !hasStartedNext)
                    {
                        hasStartedNext = true;
                        startNext();
                    }

                    if (IsSlow)
                    {
                        await Task.Yield();
                    }
                }
            }

            _isWhole = _tokens.Count != LeavesAfter;
            CachedCount = stream.CachedTokenCount;
            stream.Dispose();
            if (!hasStartedNext)
            {
                startNext();
            }
        }

        public void Check(TinyServer server)
        {
            for (int candidate = 0; candidate < Request.CandidateCount; candidate++)
            {
                int[] alone = server.Alone(Request, candidate);
                int[] drawn = [.. _tokens.Where(t => t.Candidate == candidate).Select(t => t.Token)];
                Assert.Equal(_isWhole ? alone : alone.Take(drawn.Length), drawn);
            }
        }
    }
}
