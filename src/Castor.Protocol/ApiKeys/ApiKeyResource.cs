using Castor.Protocol.Json;

namespace Castor.Protocol.ApiKeys;

/// <summary>An API key. <see href="https://cloud.google.com/api-keys/docs/reference/rest/v2/projects.locations.keys"/></summary>
public sealed record ApiKeyResource : WireMessage
{
    /// <summary>The name, <c>projects/{project}/locations/global/keys/{key}</c>. Output only.</summary>
    public string? Name { get; init; }

    /// <summary>The id. Output only.</summary>
    public string? Uid { get; init; }

    /// <summary>A name for people.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The key itself, in the answer that makes it alone. Output only.</summary>
    public string? KeyString { get; init; }

    /// <summary>When it was made. Output only.</summary>
    public ProtoTimestamp? CreateTime { get; init; }

    /// <summary>When it was last changed. Output only.</summary>
    public ProtoTimestamp? UpdateTime { get; init; }

    /// <summary>When it was deleted. Output only.</summary>
    public ProtoTimestamp? DeleteTime { get; init; }

    /// <summary>What its owner notes on it.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>What it is limited to.</summary>
    public ApiKeyResourceRestrictions? Restrictions { get; init; }

    /// <summary>Changes with the key, so that a change made meanwhile by another is noticed.</summary>
    public string? Etag { get; init; }
}
