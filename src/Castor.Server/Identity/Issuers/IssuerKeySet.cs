using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Castor.Server.Identity.Issuers;

/// <summary>
/// The keys of one issuer, in memory. They are read at the start, once an hour, and when a token names a key that is not among them: an issuer may change its
/// keys at any time. Whoever sends such tokens has the issuer asked six times a minute at most. An issuer that cannot be reached keeps the keys that it had.
/// </summary>
internal sealed partial class IssuerKeySet : IDisposable
{
    /// <summary>How long after one reading an unknown key causes no other.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan s_period = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_again = TimeSpan.FromMinutes(1);

    private readonly IssuerDocuments _documents;
    private readonly IdentityVersion _version;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private IReadOnlyList<SecurityKey> _keys = [];
    private Task _reading = Task.CompletedTask;
    private string _text = "";
    private long? _readAt;

    public IssuerKeySet(IssuerRule rule, IssuerDocuments documents, IdentityVersion version, TimeProvider time, ILogger logger)
    {
        Rule = rule;
        _documents = documents;
        _version = version;
        _time = time;
        _logger = logger;
        _timer = time.CreateTimer(static state => _ = ((IssuerKeySet)state!).ReadAgainAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What the operator's file says of the issuer.</summary>
    public IssuerRule Rule { get; }

    /// <summary>The keys among which that of a token is, if the issuer has it.</summary>
    /// <param name="id">The <c>kid</c> of the token; null or empty where it names none.</param>
    public ValueTask<IReadOnlyList<SecurityKey>> KeysForAsync(string? id)
    {
        IReadOnlyList<SecurityKey> keys = Volatile.Read(ref _keys);
        return keys.Count > 0 && (string.IsNullOrEmpty(id) || keys.Any(key => key.KeyId == id)) ? new(keys) : new(ReadForAsync());
    }

    /// <summary>Reads the keys, unless that is under way; of many who ask at once, one reads and all wait.</summary>
    public Task ReadAgainAsync()
    {
        lock (_gate)
        {
            if (_reading.IsCompleted)
            {
                _reading = ReadAsync();
            }

            return _reading;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_stopping.IsCancellationRequested)
        {
            _stopping.Cancel();
            _timer.Dispose();
            _stopping.Dispose();
        }
    }

    private async Task<IReadOnlyList<SecurityKey>> ReadForAsync()
    {
        Task reading;
        lock (_gate)
        {
            reading = _reading.IsCompleted && _readAt is { } last && _time.GetElapsedTime(last) < Pause ? Task.CompletedTask : ReadAgainAsync();
        }

        await reading;
        return Volatile.Read(ref _keys);
    }

    private async Task ReadAsync()
    {
        try
        {
            (string text, IReadOnlyList<SecurityKey> keys) = await _documents.ReadAsync(Rule, _stopping.Token);
            ReadAgainAfter(s_period);
            if (text != _text)
            {
                _text = text;
                Volatile.Write(ref _keys, keys);
                // Tokens that were found good by a key that is gone are no longer.
                _version.Change();
            }
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            // The server is stopping.
        }
        catch (Exception e)
        {
            // Whatever it is: the issuer is not ours, and nobody else would ask it again.
            ReadAgainAfter(s_again);
            Log.NotRead(_logger, Rule.Issuer, e.Message);
        }
    }

    private void ReadAgainAfter(TimeSpan span)
    {
        _readAt = _time.GetTimestamp();
        _timer.Change(span, Timeout.InfiniteTimeSpan);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The keys of issuer {Issuer} could not be read; those read before stay in force: {Reason}")]
        public static partial void NotRead(ILogger logger, string issuer, string reason);
    }
}
