namespace Castor.Inference.Scheduling;

/// <summary>As many requests wait as may wait.</summary>
public sealed class RunnerBusyException : Exception
{
    internal RunnerBusyException(int queued, TimeSpan retryAfter)
        : base($"{queued} requests wait already; a place is expected in {retryAfter.TotalSeconds:0.0} s.") => RetryAfter = retryAfter;

    /// <summary>When a place is expected, by the measured speed and what the running answers still have to do.</summary>
    public TimeSpan RetryAfter { get; }
}
