namespace Castor.Engines.Scenarios.Faults;

/// <summary>Counts the calls of one window.</summary>
internal sealed class QuotaWindow(QuotaRule rule, TimeProvider time)
{
    private long _start;
    private int _calls;

    /// <summary>Counts a call, or tells how long the window still lasts.</summary>
    public bool TryTake(out TimeSpan retryAfter)
    {
        TimeSpan elapsed = _calls == 0 ? TimeSpan.Zero : time.GetElapsedTime(_start);
        if (_calls == 0 || elapsed >= rule.Window)
        {
            _start = time.GetTimestamp();
            _calls = 0;
            elapsed = TimeSpan.Zero;
        }

        // Whole seconds, as the service tells them, and never too few.
        retryAfter = TimeSpan.FromSeconds(Math.Ceiling((rule.Window - elapsed).TotalSeconds));
        if (_calls >= rule.Limit)
        {
            return false;
        }

        _calls++;
        return true;
    }
}
