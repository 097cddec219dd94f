namespace Castor.Protocol.ApiKeys;

/// <summary>The Android apps that may call. <see href="https://cloud.google.com/api-keys/docs/reference/rest/v2/projects.locations.keys#AndroidKeyRestrictions"/></summary>
public sealed record AndroidKeyRestrictions : WireMessage
{
    /// <summary>The apps.</summary>
    public IReadOnlyList<AndroidApplication>? AllowedApplications { get; init; }
}
