using Castor.Storage;
using Castor.Storage.Sql;
using Microsoft.Extensions.Logging;

namespace Castor.Server.Identity;

/// <summary>
/// Tells when keys, accounts or tokens have changed. It asks the database at most twenty times a second, so that what another process does counts
/// at once for people and scripts, and a request costs no more than a look at the clock.
/// </summary>
internal sealed partial class IdentityVersion
{
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(50);
    private readonly DatabaseWatch _watch;
    private readonly TimeProvider _time;
    private readonly ILogger<IdentityVersion> _logger;
    private readonly Lock _gate = new();
    private long _version;
    private long _checkedAt;
    private long _changes;

    /// <exception cref="DataFolderException">The database cannot be read.</exception>
    public IdentityVersion(DatabaseWatch watch, TimeProvider time, ILogger<IdentityVersion> logger)
    {
        _watch = watch;
        _time = time;
        _logger = logger;
        _checkedAt = time.GetTimestamp();
        _version = watch.ReadDataVersion();
    }

    /// <summary>A number that is another one when something has changed.</summary>
    public long Current
    {
        get
        {
            if (IsDue())
            {
                Look(isForced: false);
            }

            return Volatile.Read(ref _version) + Volatile.Read(ref _changes);
        }
    }

    /// <summary>Asks the database now, for what was not found a moment ago: it may have been made since.</summary>
    public void Refresh() => Look(isForced: true);

    /// <summary>Says that something has changed that the database does not know of, such as the keys of a foreign issuer.</summary>
    public void Change() => Interlocked.Increment(ref _changes);

    private bool IsDue() => _time.GetElapsedTime(Volatile.Read(ref _checkedAt)) >= s_period;

    private void Look(bool isForced)
    {
        lock (_gate)
        {
            if (!isForced && !IsDue())
            {
                return;
            }

            try
            {
                Volatile.Write(ref _version, _watch.ReadDataVersion());
            }
            catch (DataFolderException e)
            {
                // What was read last stays in force: a moment without the disk must not stop the service.
                Log.NotRead(_logger, e.Message);
            }

            Volatile.Write(ref _checkedAt, _time.GetTimestamp());
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Whether keys have changed could not be read; those read before stay in force: {Reason}")]
        public static partial void NotRead(ILogger logger, string reason);
    }
}
