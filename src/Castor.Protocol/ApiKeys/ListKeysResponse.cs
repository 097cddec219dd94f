namespace Castor.Protocol.ApiKeys;

/// <summary>One page of keys. <see href="https://cloud.google.com/api-keys/docs/reference/rest/v2/projects.locations.keys/list"/></summary>
public sealed record ListKeysResponse : WireMessage
{
    /// <summary>The keys, without their strings.</summary>
    public IReadOnlyList<ApiKeyResource>? Keys { get; init; }

    /// <summary>Where the next page starts; absent on the last page.</summary>
    public string? NextPageToken { get; init; }
}
