using Castor.Storage.Keys;

namespace Castor.Server.Identity;

/// <summary>A key in force, ready to be checked.</summary>
internal sealed class RingKey(KeyHash hash, Caller caller, KeyPolicy policy, KeyUseCell use)
{
    public KeyHash Hash { get; } = hash;

    public Caller Caller { get; } = caller;

    public KeyPolicy Policy { get; } = policy;

    /// <summary>Notes that the key is used now.</summary>
    public void Touch() => use.Touch();
}
