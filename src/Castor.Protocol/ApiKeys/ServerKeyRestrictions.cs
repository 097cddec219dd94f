namespace Castor.Protocol.ApiKeys;

/// <summary>The addresses that may call. <see href="https://cloud.google.com/api-keys/docs/reference/rest/v2/projects.locations.keys#ServerKeyRestrictions"/></summary>
public sealed record ServerKeyRestrictions : WireMessage
{
    /// <summary>Addresses and ranges.</summary>
    public IReadOnlyList<string>? AllowedIps { get; init; }
}
