using Castor.Inference.Threading;

namespace Castor.Inference.Tests.Threading;

/// <summary>Counts how often each item ran, and whether a worker ever ran two at once.</summary>
internal sealed class CountingWork(int capacity, int workers, Action<int>? beside = null) : ParallelWork
{
    private readonly int[] _runs = new int[capacity];
    private readonly int[] _busy = new int[workers];
    private int _overlaps;

    /// <summary>How often each item ran.</summary>
    public IReadOnlyList<int> Runs => _runs;

    /// <summary>Items that found their worker at another one.</summary>
    public int Overlaps => _overlaps;

    public override void Execute(int item, int worker)
    {
        if (Interlocked.Exchange(ref _busy[worker], 1) != 0)
        {
            Interlocked.Increment(ref _overlaps);
        }

        Interlocked.Increment(ref _runs[item]);
        beside?.Invoke(item);
        Volatile.Write(ref _busy[worker], 0);
    }
}
