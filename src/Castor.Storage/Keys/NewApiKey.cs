namespace Castor.Storage.Keys;

/// <summary>What a key is to be made of.</summary>
public sealed record NewApiKey
{
    /// <summary>The project of keys that name none.</summary>
    public const string DefaultProject = "default";

    /// <summary>What the API Keys API is to call the key; null to call it by its id.</summary>
    public string? ResourceId { get; init; }

    /// <summary>A name for people.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The project that the key belongs to.</summary>
    public string Project { get; init; } = DefaultProject;

    /// <summary>What the key is limited to.</summary>
    public ApiKeyRestrictions Restrictions { get; init; } = ApiKeyRestrictions.None;

    /// <summary>What its owner notes on it.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();
}
