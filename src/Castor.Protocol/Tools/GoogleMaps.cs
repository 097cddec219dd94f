namespace Castor.Protocol;

/// <summary>Grounding with Google Maps. <see href="https://ai.google.dev/api/caching#GoogleMaps"/></summary>
public sealed record GoogleMaps : WireMessage
{
    /// <summary>Whether to return a widget token.</summary>
    public bool? EnableWidget { get; init; }
}
