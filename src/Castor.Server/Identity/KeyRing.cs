using System.Collections.Frozen;
using Castor.Storage;
using Castor.Storage.Keys;
using Microsoft.Extensions.Logging;

namespace Castor.Server.Identity;

/// <summary>
/// The keys in force, in memory. A request costs a hash and a look-up; at most once a second, one asks the database whether
/// anything has changed, so that a key made or deleted by another process counts within a second.
/// </summary>
internal sealed partial class KeyRing
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);
    private readonly ApiKeyStore _store;
    private readonly KeyUses _uses;
    private readonly TimeProvider _time;
    private readonly ILogger<KeyRing> _logger;
    private readonly Lock _gate = new();
    private FrozenDictionary<KeyHash, RingKey> _keys;
    private long _dataVersion;
    private long _checkedAt;

    /// <exception cref="DataFolderException">The keys cannot be read.</exception>
    public KeyRing(ApiKeyStore store, KeyUses uses, TimeProvider time, ILogger<KeyRing> logger)
    {
        _store = store;
        _uses = uses;
        _time = time;
        _logger = logger;
        _checkedAt = time.GetTimestamp();
        // The version first: a change between the two is then seen at the next look.
        _dataVersion = store.ReadDataVersion();
        _keys = Load();
    }

    /// <summary>The key in force with this text; null for none.</summary>
    public RingKey? Find(ReadOnlySpan<char> text)
    {
        if (!ApiKeyFormat.IsWellFormed(text))
        {
            return null;
        }

        if (IsDue())
        {
            Refresh();
        }

        var hash = KeyHash.Of(text);
        return Volatile.Read(ref _keys).TryGetValue(hash, out RingKey? key) && key.Hash.FixedTimeEquals(hash) ? key : null;
    }

    private bool IsDue() => _time.GetElapsedTime(Volatile.Read(ref _checkedAt)) >= s_period;

    private void Refresh()
    {
        lock (_gate)
        {
            if (!IsDue())
            {
                return;
            }

            try
            {
                long version = _store.ReadDataVersion();
                if (version != _dataVersion)
                {
                    Volatile.Write(ref _keys, Load());
                    _dataVersion = version;
                }
            }
            catch (DataFolderException e)
            {
                // The last good keys stay in force: a moment without the disk must not stop the service.
                Log.NotRead(_logger, e.Message);
            }

            Volatile.Write(ref _checkedAt, _time.GetTimestamp());
        }
    }

    private FrozenDictionary<KeyHash, RingKey> Load()
    {
        var keys = new Dictionary<KeyHash, RingKey>();
        foreach (StoredApiKey stored in _store.ListInForce())
        {
            if (KeyPolicy.Compile(stored.Key.Restrictions) is { } policy)
            {
                keys[stored.Hash] = new RingKey(stored.Hash, new Caller(stored.Key.Project, stored.Key.Id), policy, _uses.Of(stored.Key.Id));
            }
            else
            {
                Log.NotUnderstood(_logger, stored.Key.Id);
            }
        }

        return keys.ToFrozenDictionary();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The keys could not be read again; those read before stay in force: {Reason}")]
        public static partial void NotRead(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "Key {KeyId} is not taken: this version does not understand its restrictions.")]
        public static partial void NotUnderstood(ILogger logger, string keyId);
    }
}
