namespace Castor.Inference.Threading;

/// <summary>
/// Threads that share the items of one piece of work after another. A step of a model has about a hundred such pieces, a few
/// microseconds to a millisecond each, so workers spin for a while between them; after that they sleep and cost nothing.
/// </summary>
internal sealed class WorkerPool : IDisposable
{
    private const int SpinsBeforeYield = 2_000;
    private const int YieldsBeforeSleep = 40;

    private readonly Thread[] _threads;
    private readonly Lock _sleepLock = new();
    private readonly SemaphoreSlim _wake = new(0);
    private PaddedCounters _counters;
    private ParallelWork? _work;
    private int _itemCount;
    private volatile int _epoch;
    private volatile int _sleeping;
    private volatile bool _stopped;
    private volatile Exception? _failure;

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

    /// <summary>Runs all items and returns when the last is done. One caller at a time.</summary>
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
        _itemCount = itemCount;
        _counters.Next = 0;
        Volatile.Write(ref _counters.Busy, _threads.Length);
        StartEpoch();
        try
        {
            TakeItems(0);
        }
        finally
        {
            WaitUntilIdle();
        }

        if (_failure is { } failure)
        {
            _failure = null;
            throw new InvalidOperationException("An item of parallel work failed.", failure);
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

    // The increment is a full fence: a worker either sees the new epoch before it sleeps or is counted here.
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
            if (_stopped)
            {
                return;
            }

            seen = _epoch;
            try
            {
                TakeItems(worker);
            }
            catch (Exception e)
            {
                _failure = e;
            }

            Interlocked.Decrement(ref _counters.Busy);
        }
    }

    private void TakeItems(int worker)
    {
        ParallelWork work = _work!;
        int count = _itemCount;
        int item;
        while ((item = Interlocked.Increment(ref _counters.Next) - 1) < count)
        {
            work.Execute(item, worker);
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
            if (_epoch != seen)
            {
                return;
            }

            _sleeping++;
        }

        _wake.Wait();
    }

    // Yields now and then: on an oversubscribed machine the worker waited for may need this very core.
    private void WaitUntilIdle()
    {
        while (true)
        {
            for (int i = 0; i < SpinsBeforeYield; i++)
            {
                if (Volatile.Read(ref _counters.Busy) == 0)
                {
                    return;
                }

                Thread.SpinWait(1);
            }

            Thread.Yield();
        }
    }

    // Each on a cache line of its own: every worker writes Next, all but one only read the fields beside it.
    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit, Size = 256)]
    private struct PaddedCounters
    {
        [System.Runtime.InteropServices.FieldOffset(64)]
        public int Next;

        [System.Runtime.InteropServices.FieldOffset(128)]
        public int Busy;
    }
}
