namespace Castor.Protocol.ApiKeys;

/// <summary>A service that may be called. <see href="https://cloud.google.com/api-keys/docs/reference/rest/v2/projects.locations.keys#ApiTarget"/></summary>
public sealed record ApiTarget : WireMessage
{
    /// <summary>The service, such as <c>generativelanguage.googleapis.com</c>.</summary>
    public string? Service { get; init; }

    /// <summary>Its methods; all of them where there are none.</summary>
    public IReadOnlyList<string>? Methods { get; init; }
}
