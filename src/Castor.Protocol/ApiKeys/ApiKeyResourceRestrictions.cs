namespace Castor.Protocol.ApiKeys;

/// <summary>What a key is limited to. <see href="https://cloud.google.com/api-keys/docs/reference/rest/v2/projects.locations.keys#Restrictions"/></summary>
public sealed record ApiKeyResourceRestrictions : WireMessage
{
    /// <summary>The pages that may call.</summary>
    public BrowserKeyRestrictions? BrowserKeyRestrictions { get; init; }

    /// <summary>The addresses that may call.</summary>
    public ServerKeyRestrictions? ServerKeyRestrictions { get; init; }

    /// <summary>The Android apps that may call.</summary>
    public AndroidKeyRestrictions? AndroidKeyRestrictions { get; init; }

    /// <summary>The iOS apps that may call.</summary>
    public IosKeyRestrictions? IosKeyRestrictions { get; init; }

    /// <summary>The services and methods that may be called.</summary>
    public IReadOnlyList<ApiTarget>? ApiTargets { get; init; }
}
