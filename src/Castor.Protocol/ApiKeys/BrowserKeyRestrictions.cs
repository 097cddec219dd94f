namespace Castor.Protocol.ApiKeys;

/// <summary>The pages that may call. <see href="https://cloud.google.com/api-keys/docs/reference/rest/v2/projects.locations.keys#BrowserKeyRestrictions"/></summary>
public sealed record BrowserKeyRestrictions : WireMessage
{
    /// <summary>Patterns of addresses of pages.</summary>
    public IReadOnlyList<string>? AllowedReferrers { get; init; }
}
