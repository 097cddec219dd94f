using System.Text.Json;

namespace Castor.Protocol.Vertex;

/// <summary>A request to a model whose instances have a form of its own. <see href="https://cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.endpoints/predict"/></summary>
public sealed record PredictRequest : WireMessage
{
    /// <summary>The inputs.</summary>
    public IReadOnlyList<JsonElement>? Instances { get; init; }

    /// <summary>What holds for all of them.</summary>
    public JsonElement? Parameters { get; init; }

    /// <summary>User labels of the request.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
