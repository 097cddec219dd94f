namespace Castor.Storage.Keys;

/// <summary>A key in force with its hash, for those who check keys.</summary>
/// <param name="Hash">The hash of the key.</param>
/// <param name="Key">What else is known.</param>
public sealed record StoredApiKey(KeyHash Hash, ApiKey Key);
