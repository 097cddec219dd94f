using System.Collections.Concurrent;
using Castor.Storage;
using Castor.Storage.Keys;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Castor.Server.Identity;

/// <summary>Collects when keys are used and writes it once a minute and at the end, never in a request.</summary>
internal sealed partial class KeyUses(ApiKeyStore store, TimeProvider time, ILogger<KeyUses> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan s_period = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, KeyUseCell> _cells = new(StringComparer.Ordinal);
    private ITimer? _timer;

    /// <summary>The cell of a key; it outlives the snapshots of the ring.</summary>
    public KeyUseCell Of(string keyId) => _cells.GetOrAdd(keyId, static (_, clock) => new KeyUseCell(clock), time);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = time.CreateTimer(static state => ((KeyUses)state!).Write(), this, s_period, s_period);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // A writing under way ends first: the store goes with the server.
        if (_timer is { } timer)
        {
            await timer.DisposeAsync();
        }

        Write();
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    private void Write()
    {
        var uses = new List<KeyUse>();
        foreach ((string keyId, KeyUseCell cell) in _cells)
        {
            if (cell.TryTake(out DateTimeOffset used))
            {
                uses.Add(new KeyUse(keyId, used));
            }
        }

        try
        {
            if (uses.Count > 0)
            {
                store.NoteUses(uses);
            }

            store.Purge();
        }
        catch (DataFolderException e)
        {
            Log.NotWritten(logger, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The last use of keys could not be written: {Reason}")]
        public static partial void NotWritten(ILogger logger, string reason);
    }
}
