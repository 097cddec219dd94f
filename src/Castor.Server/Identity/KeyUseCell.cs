namespace Castor.Server.Identity;

/// <summary>When one key was last used, in whole seconds, so that the requests of a busy key seldom write to shared memory.</summary>
internal sealed class KeyUseCell(TimeProvider time)
{
    private long _used;
    private long _written;

    public void Touch()
    {
        long now = time.GetUtcNow().ToUnixTimeSeconds();
        if (Volatile.Read(ref _used) < now)
        {
            Volatile.Write(ref _used, now);
        }
    }

    /// <summary>The time of the last use, where it has not been taken before.</summary>
    public bool TryTake(out DateTimeOffset used)
    {
        long seconds = Volatile.Read(ref _used);
        used = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return seconds > Interlocked.Exchange(ref _written, seconds);
    }
}
