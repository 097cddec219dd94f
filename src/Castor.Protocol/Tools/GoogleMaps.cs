using System.Text.Json;

namespace Castor.Protocol;

/// <summary>Grounding with Google Maps. <see href="https://ai.google.dev/api/caching#GoogleMaps"/></summary>
public sealed record GoogleMaps : WireMessage
{
    /// <summary>Whether to return a widget token.</summary>
    public bool? EnableWidget { get; init; }

    /// <summary>How the service of maps is called (Vertex AI), a JSON object.</summary>
    public JsonElement? AuthConfig { get; init; }

    /// <summary>Which kinds of grounding are used (Vertex AI), a JSON object.</summary>
    public JsonElement? GroundingTypes { get; init; }
}
