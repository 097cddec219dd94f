namespace Castor.Protocol.ApiKeys;

/// <summary>An Android app. <see href="https://cloud.google.com/api-keys/docs/reference/rest/v2/projects.locations.keys#AndroidApplication"/></summary>
public sealed record AndroidApplication : WireMessage
{
    /// <summary>The fingerprint of its certificate.</summary>
    public string? Sha1Fingerprint { get; init; }

    /// <summary>The name of its package.</summary>
    public string? PackageName { get; init; }
}
