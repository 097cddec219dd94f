using System.Text.Json;

namespace Castor.Protocol;

/// <summary>Names a grounding source. <see href="https://ai.google.dev/api/generate-content#AttributionSourceId"/></summary>
public sealed record AttributionSourceId : WireMessage
{
    /// <summary>An inline passage.</summary>
    public JsonElement? GroundingPassage { get; init; }

    /// <summary>A retrieved chunk.</summary>
    public JsonElement? SemanticRetrieverChunk { get; init; }
}
