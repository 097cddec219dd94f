using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Castor.Inference.Threading;

/// <summary>
/// Threads that share the items of one piece of work after another. A step of a model has about a hundred such pieces, a few
/// microseconds to a millisecond each, so workers spin for a while between them; after that they sleep and cost nothing. Nobody waits for a worker that has
/// taken no item: where other programs hold its core, the rest of the pool does the work.
/// </summary>
internal sealed class WorkerPool : IDisposable
{
    private const int SpinsBeforeYield = 2_000;
    private const int YieldsBeforeSleep = 40;
    private const int CountShift = 32;

    private readonly Thread[] _threads;
    private readonly Lock _sleepLock = new();
    private readonly SemaphoreSlim _wake = new(0);
    private PaddedCounters _counters;
    private ParallelWork? _work;
    private Exception? _failure;
    private volatile int _epoch;
    private volatile int _sleeping;
    private volatile bool _stopped;

    /// <summary>Starts the threads; the one that calls <see cref="Run"/> is worker 0.</summary>
    /// <param name="workerCount">At least 1; never more than the machine's cores are started.</param>
    public WorkerPool(int workerCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workerCount, 1);
        WorkerCount = Math.Min(workerCount, Environment.ProcessorCount);
        _threads = new Thread[WorkerCount - 1];
        for (int i = 0; i < _threads.Length; i++)
        {
            int worker = i + 1;
            _threads[i] = new Thread(() => Work(worker)) { IsBackground = true, Name = $"inference {worker}" };
            _threads[i].Start();
        }
    }

    /// <summary>The workers, the caller of <see cref="Run"/> among them.</summary>
    public int WorkerCount { get; }

    internal IReadOnlyList<Thread> Threads => _threads;

    /// <summary>Runs all items and returns when the last is done; what an item throws comes to the caller when the others are done. One caller at a time.</summary>
    public void Run(ParallelWork work, int itemCount)
    {
        if (_threads.Length == 0 || itemCount <= 1)
        {
            for (int i = 0; i < itemCount; i++)
            {
                work.Execute(i, 0);
            }

            return;
        }

        _work = work;
        Volatile.Write(ref _counters.Done, 0);
        Interlocked.Exchange(ref _counters.Claims, (long)itemCount << CountShift);
        StartEpoch();
        TakeItems(0);
        WaitUntilDone(itemCount);
        if (_failure is { } failure)
        {
            _failure = null;
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    public void Dispose()
    {
        if (_stopped)
        {
            return;
        }

        _stopped = true;
        StartEpoch();
        foreach (Thread thread in _threads)
        {
            thread.Join();
        }

        _wake.Dispose();
    }

    // Workers count themselves before they look at the epoch for the last time, and this looks at their count after the epoch: one of the two sees the other.
    private void StartEpoch()
    {
        Interlocked.Increment(ref _epoch);
        if (_sleeping == 0)
        {
            return;
        }

        lock (_sleepLock)
        {
            if (_sleeping > 0)
            {
                _wake.Release(_sleeping);
                _sleeping = 0;
            }
        }
    }

    private void Work(int worker)
    {
        int seen = 0;
        while (true)
        {
            WaitForNext(seen);

            // In this order: the stop is written before its epoch, so that whoever has seen the epoch sees the stop. Asked for first, a stop between
            // the two lines would be missed, and its epoch taken for one that was served.
            seen = _epoch;
            if (_stopped)
            {
                return;
            }

            TakeItems(worker);
        }
    }

    // A claim tells the count and the item at once, so that one which comes late is either too high or a good one of newer work, which then cannot end without it.
    private void TakeItems(int worker)
    {
        int done = 0;
        while (true)
        {
            long claim = Interlocked.Increment(ref _counters.Claims) - 1;
            int item = (int)claim;
            if (item >= (int)(claim >> CountShift))
            {
                break;
            }

            try
            {
                _work!.Execute(item, worker);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref _failure, e, null);
            }

            done++;
        }

        if (done > 0)
        {
            Interlocked.Add(ref _counters.Done, done);
        }
    }

    private void WaitForNext(int seen)
    {
        for (int yields = 0; yields < YieldsBeforeSleep; yields++)
        {
            for (int i = 0; i < SpinsBeforeYield; i++)
            {
                if (_epoch != seen)
                {
                    return;
                }

                Thread.SpinWait(1);
            }

            Thread.Yield();
        }

        lock (_sleepLock)
        {
            Interlocked.Increment(ref _sleeping);
            if (_epoch != seen)
            {
                _sleeping--;
                return;
            }
        }

        _wake.Wait();
    }

    // Yields now and then: on an oversubscribed machine the worker waited for may need this very core.
    private void WaitUntilDone(int itemCount)
    {
        while (true)
        {
            for (int i = 0; i < SpinsBeforeYield; i++)
            {
                if (Volatile.Read(ref _counters.Done) == itemCount)
                {
                    return;
                }

                Thread.SpinWait(1);
            }

            Thread.Yield();
        }
    }

    // Each on a cache line of its own: every worker writes the claims, all but one only read the fields beside them.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct PaddedCounters
    {
        // The count of items in the upper half, the next item in the lower.
        [FieldOffset(64)]
        public long Claims;

        [FieldOffset(128)]
        public int Done;
    }
}
