namespace Castor.Protocol;

/// <summary>How tools retrieve. <see href="https://ai.google.dev/api/caching#RetrievalConfig"/></summary>
public sealed record RetrievalConfig : WireMessage
{
    /// <summary>Where the user is.</summary>
    public LatLng? LatLng { get; init; }

    /// <summary>The user's language.</summary>
    public string? LanguageCode { get; init; }
}
