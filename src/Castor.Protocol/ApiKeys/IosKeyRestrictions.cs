namespace Castor.Protocol.ApiKeys;

/// <summary>The iOS apps that may call. <see href="https://cloud.google.com/api-keys/docs/reference/rest/v2/projects.locations.keys#IosKeyRestrictions"/></summary>
public sealed record IosKeyRestrictions : WireMessage
{
    /// <summary>The ids of their bundles.</summary>
    public IReadOnlyList<string>? AllowedBundleIds { get; init; }
}
