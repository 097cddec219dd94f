using System.Collections.Concurrent;

namespace Castor.Cli.Tests.Models;

/// <summary>
/// A clock on which short waits are over at once and are written down, and long ones never end: so that a test sees how long the command
/// would have waited before its next try, and no line counts as silent only because the machine is slow.
/// </summary>
internal sealed class ImpatientClock(TimeSpan longestWait) : TimeProvider
{
    private readonly TimeSpan _longestWait = longestWait;
    private readonly ConcurrentDictionary<Timer, bool> _long = new();
    private readonly ConcurrentQueue<TimeSpan> _waits = new();

    /// <summary>The waits that were over at once, in order.</summary>
    public IReadOnlyCollection<TimeSpan> Waits => _waits;

    public override DateTimeOffset GetUtcNow() => new(2026, 11, 5, 12, 0, 0, TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Ends the long waits that go on now.</summary>
    public void EndLongWaits()
    {
        foreach (Timer timer in _long.Keys)
        {
            _long.TryRemove(timer, out _);
            timer.Fire();
        }
    }

    private sealed class Timer(ImpatientClock clock, TimerCallback callback, object? state) : ITimer
    {
        public void Fire() => ThreadPool.QueueUserWorkItem(_ => callback(state));

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock._long.TryRemove(this, out _);
            if (dueTime > clock._longestWait)
            {
                clock._long[this] = true;
            }
            else if (dueTime >= TimeSpan.Zero)
            {
                clock._waits.Enqueue(dueTime);
                Fire();
            }

            return true;
        }

        public void Dispose() => clock._long.TryRemove(this, out _);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
