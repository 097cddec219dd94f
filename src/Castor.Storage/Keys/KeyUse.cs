namespace Castor.Storage.Keys;

/// <summary>When a key was last used.</summary>
/// <param name="KeyId">The id of the key.</param>
/// <param name="Time">The time.</param>
public readonly record struct KeyUse(string KeyId, DateTimeOffset Time);
