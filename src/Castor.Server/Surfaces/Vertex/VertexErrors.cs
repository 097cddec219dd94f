using Castor.Protocol;

namespace Castor.Server.Surfaces.Vertex;

/// <summary>Refusals in the words of Vertex AI.</summary>
internal static class VertexErrors
{
    /// <summary>A model that answers chats was asked to predict, as recorded.</summary>
    public static ApiException PredictsNot() => new(
        ApiStatus.FailedPrecondition,
        "Gemini cannot be accessed through Vertex Predict/RawPredict API. Please follow "
        + "https://cloud.google.com/vertex-ai/docs/generative-ai/start/quickstarts/quickstart-multimodal for Gemini usage.");

    /// <summary>There is no such model there.</summary>
    /// <param name="resource">The whole name, such as <c>projects/p/locations/l/publishers/google/models/m</c>.</param>
    public static ApiException MissingModel(string resource) => new(ApiStatus.NotFound, resource.Contains("publishers/", StringComparison.Ordinal)
        ? $"Publisher Model `{resource}` not found."
        : $"Endpoint `{resource}` not found.");
}
