using System.Collections.Frozen;
using Castor.Storage;
using Castor.Storage.Keys;
using Microsoft.Extensions.Logging;

namespace Castor.Server.Identity;

/// <summary>The keys in force, in memory: a request costs a hash and a look-up.</summary>
internal sealed partial class KeyRing
{
    private readonly ApiKeyStore _store;
    private readonly KeyUses _uses;
    private readonly IdentityVersion _version;
    private readonly ILogger<KeyRing> _logger;
    private readonly Lock _gate = new();
    private FrozenDictionary<KeyHash, RingKey> _keys;
    private long _loadedVersion;

    /// <exception cref="DataFolderException">The keys cannot be read.</exception>
    public KeyRing(ApiKeyStore store, KeyUses uses, IdentityVersion version, ILogger<KeyRing> logger)
    {
        _store = store;
        _uses = uses;
        _version = version;
        _logger = logger;
        // The version first: a change between the two is then seen at the next look.
        _loadedVersion = version.Current;
        _keys = Load();
    }

    /// <summary>The key in force with this text; null for none.</summary>
    public RingKey? Find(ReadOnlySpan<char> text)
    {
        if (!ApiKeyFormat.IsWellFormed(text))
        {
            return null;
        }

        var hash = KeyHash.Of(text);
        if (Find(hash) is { } known)
        {
            return known;
        }

        // A key may be used as soon as it is made.
        _version.Refresh();
        return Find(hash);
    }

    /// <summary>The key in force with this id; null for none.</summary>
    public RingKey? FindById(string id) => Keys().Values.FirstOrDefault(key => key.Caller.KeyId == id);

    private RingKey? Find(KeyHash hash) => Keys().TryGetValue(hash, out RingKey? key) && key.Hash.FixedTimeEquals(hash) ? key : null;

    private FrozenDictionary<KeyHash, RingKey> Keys()
    {
        long version = _version.Current;
        if (version != Volatile.Read(ref _loadedVersion))
        {
            Reload(version);
        }

        return Volatile.Read(ref _keys);
    }

    private void Reload(long version)
    {
        lock (_gate)
        {
            if (version == _loadedVersion)
            {
                return;
            }

            try
            {
                Volatile.Write(ref _keys, Load());
                Volatile.Write(ref _loadedVersion, version);
            }
            catch (DataFolderException e)
            {
                // The last good keys stay in force: a moment without the disk must not stop the service.
                Log.NotRead(_logger, e.Message);
            }
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
