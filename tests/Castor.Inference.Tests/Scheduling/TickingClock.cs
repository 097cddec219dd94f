namespace Castor.Inference.Tests.Scheduling;

/// <summary>A clock that goes on by one tick whenever somebody looks at it.</summary>
internal sealed class TickingClock(TimeSpan tick) : TimeProvider
{
    private long _looks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Increment(ref _looks) * tick.Ticks;
}
