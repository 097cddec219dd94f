using Castor.Inference.Threading;

namespace Castor.Inference.Tests.Threading;

public sealed class WorkerPoolTests
{
    // Only what hangs comes to them. Waits are counted where they can be, so that a machine that stood still for a while is one of them.
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_wait = TimeSpan.FromMilliseconds(100);
    private const int MostWaits = 1200;

    [Fact]
    public void Create_MoreWorkersThanCores_StartsAsManyAsCores()
    {
        using WorkerPool pool = new(Environment.ProcessorCount + 7);

        Assert.Equal(Environment.ProcessorCount, pool.WorkerCount);
        Assert.Equal(Environment.ProcessorCount - 1, pool.Threads.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    public void Run_RandomLoads_RunsEveryItemOnce(int workers)
    {
        using WorkerPool pool = new(workers);
        SeededNumbers numbers = new((ulong)workers);
        for (int round = 0; round < 3000; round++)
        {
            int count = numbers.Below(round % 10 == 0 ? 400 : 12);
            int longest = 1 << numbers.Below(9);
            CountingWork work = new(count, pool.WorkerCount, item => Thread.SpinWait(item * 7919 % longest));

            pool.Run(work, count);

            Assert.All(work.Runs, runs => Assert.Equal(1, runs));
            Assert.Equal(0, work.Overlaps);
        }
    }

    [Fact]
    public void Run_AfterEveryWorkerSlept_WakesThem()
    {
        using WorkerPool pool = new(4);
        for (int round = 0; round < 30; round++)
        {
            WaitUntilAsleep(pool);
            using Barrier together = new(Math.Min(2, pool.WorkerCount));
            CountingWork work = new(together.ParticipantCount, pool.WorkerCount, _ => Assert.True(together.SignalAndWait(s_limit)));

            pool.Run(work, together.ParticipantCount);

            Assert.All(work.Runs, runs => Assert.Equal(1, runs));
        }
    }

    // The moment at which a worker goes to sleep is when work could be missed.
    [Fact]
    public void Run_WhileWorkersGoToSleep_LosesNobody()
    {
        Assert.SkipWhen(Environment.ProcessorCount < 2, "There is one core.");
        using WorkerPool pool = new(2);
        SeededNumbers numbers = new(5);
        for (int round = 0; round < 300; round++)
        {
            Thread.SpinWait(numbers.Below(400_000));
            using Barrier together = new(2);
            CountingWork work = new(2, pool.WorkerCount, _ => Assert.True(together.SignalAndWait(s_limit)));

            pool.Run(work, 2);

            Assert.All(work.Runs, runs => Assert.Equal(1, runs));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Run_ItemsThatThrow_ReachTheCallerAndThePoolGoesOn(int workers)
    {
        using WorkerPool pool = new(workers);
        for (int round = 0; round < 100; round++)
        {
            CountingWork failing = new(20, pool.WorkerCount, item =>
            {
                if (item % 5 == round % 5)
                {
                    throw new FormatException($"item {item}");
                }
            });

            FormatException e = Assert.Throws<FormatException>(() => pool.Run(failing, 20));

            Assert.StartsWith("item ", e.Message, StringComparison.Ordinal);
            CountingWork work = new(50, pool.WorkerCount);
            pool.Run(work, 50);
            Assert.All(work.Runs, runs => Assert.Equal(1, runs));
        }
    }

    [Fact]
    public void Workers_WithNothingToDo_WaitForTheKernelToWakeThem()
    {
        using WorkerPool pool = new(Environment.ProcessorCount);
        pool.Run(new CountingWork(100, pool.WorkerCount), 100);

        WaitUntilAsleep(pool);

        Assert.All(pool.Threads, thread => Assert.True(thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin)));
    }

    [Fact]
    public void Dispose_WhileIdle_EndsTheThreads()
    {
        WorkerPool pool = new(Environment.ProcessorCount);
        WaitUntilAsleep(pool);

        pool.Dispose();
        pool.Dispose();

        Assert.All(pool.Threads, thread => Assert.False(thread.IsAlive));
    }

    // The stop has to come between two lines of a worker that wakes for the work before it, so the rounds are many and nothing lies between work and stop.
    [Fact]
    public void Dispose_WhileSpinning_EndsTheThreads()
    {
        int alive = 0;
        int done = 0;
        Thread rounds = new(() =>
        {
            for (int round = 0; round < 5000; round++)
            {
                WorkerPool pool = new(2);
                pool.Run(new CountingWork(2, pool.WorkerCount), 2);
                Thread.SpinWait(round % 16);
                pool.Dispose();
                alive += pool.Threads.Count(thread => thread.IsAlive);
                Volatile.Write(ref done, round + 1);
            }
        })
        { IsBackground = true };
        rounds.Start();

        // Threads are dear on a busy machine: what must not happen is that a round never ends.
        int before = 0;
        for (int waits = 0; !rounds.Join(s_wait); waits++)
        {
            int now = Volatile.Read(ref done);
            waits = now == before ? waits : 0;
            before = now;
            Assert.True(waits < MostWaits, "A worker missed the stop.");
        }

        Assert.Equal(0, alive);
    }

    private static void WaitUntilAsleep(WorkerPool pool)
    {
        int waits = 0;
        while (!SpinWait.SpinUntil(() => pool.Threads.All(t => t.ThreadState.HasFlag(ThreadState.WaitSleepJoin)), s_wait))
        {
            Assert.True(++waits < MostWaits, "A worker does not sleep.");
        }
    }
}
