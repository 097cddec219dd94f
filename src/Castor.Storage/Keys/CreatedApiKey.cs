namespace Castor.Storage.Keys;

/// <summary>A key that has just been made: the only time that the key itself is known. No record, so that it is never printed by accident.</summary>
/// <param name="key">What is stored of it.</param>
/// <param name="secret">The key.</param>
public sealed class CreatedApiKey(ApiKey key, string secret)
{
    /// <summary>What is stored of it.</summary>
    public ApiKey Key { get; } = key;

    /// <summary>The key itself.</summary>
    public string Secret { get; } = secret;
}
