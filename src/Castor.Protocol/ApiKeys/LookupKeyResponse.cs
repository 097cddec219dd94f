namespace Castor.Protocol.ApiKeys;

/// <summary>Whose key a string is. <see href="https://cloud.google.com/api-keys/docs/reference/rest/v2/keys/lookupKey"/></summary>
public sealed record LookupKeyResponse : WireMessage
{
    /// <summary>The project and location that own the key, <c>projects/P/locations/global</c>.</summary>
    public string? Parent { get; init; }

    /// <summary>The resource name of the key.</summary>
    public string? Name { get; init; }
}
