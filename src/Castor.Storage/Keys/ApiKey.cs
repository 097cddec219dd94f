namespace Castor.Storage.Keys;

/// <summary>What is known of a key; the key itself is not.</summary>
public sealed record ApiKey
{
    /// <summary>The id that names the key in commands and logs; no secret.</summary>
    public required string Id { get; init; }

    /// <summary>What the API Keys API calls the key; no other key of the project is called so.</summary>
    public required string ResourceId { get; init; }

    /// <summary>A name for people; several keys may share one.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The last four characters of the key, to tell it from others.</summary>
    public required string Last4 { get; init; }

    /// <summary>The project that the key belongs to.</summary>
    public required string Project { get; init; }

    /// <summary>When the key was made.</summary>
    public required DateTimeOffset CreateTime { get; init; }

    /// <summary>When its name, limits or annotations were last changed.</summary>
    public DateTimeOffset UpdateTime { get; init; }

    /// <summary>When the key was deleted; null for one that is in force.</summary>
    public DateTimeOffset? DeleteTime { get; init; }

    /// <summary>About when the key was last used, a minute late at most; null for never.</summary>
    public DateTimeOffset? LastUsedTime { get; init; }

    /// <summary>What the key is limited to.</summary>
    public ApiKeyRestrictions Restrictions { get; init; } = ApiKeyRestrictions.None;

    /// <summary>What its owner has noted on it.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();
}
