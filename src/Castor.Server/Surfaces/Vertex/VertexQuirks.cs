using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Server.Surfaces.Vertex;

/// <summary>Faults of Vertex AI that clients meet, and so meet here: reported, and not yet mended there.</summary>
internal static class VertexQuirks
{
    private const string TellsThoughtsAlways = "gemini-3.1-flash-image-preview";

    /// <summary>The request as Vertex AI understands it.</summary>
    public static GenerateContentRequest Apply(GenerateContentRequest request, ModelEntry model) =>
        model.Id == TellsThoughtsAlways && request.GenerationConfig is { ThinkingConfig: { IncludeThoughts: false } thinking } config
            ? request with { GenerationConfig = config with { ThinkingConfig = thinking with { IncludeThoughts = true } } }
            : request;
}
