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

    /// <summary>There is no such model there; in the words of 2026 (truefoundry/models#961).</summary>
    /// <param name="resource">The whole name, such as <c>projects/p/locations/l/publishers/google/models/m</c>.</param>
    public static ApiException MissingModel(string resource) => new(ApiStatus.NotFound, resource.Contains("publishers/", StringComparison.Ordinal)
        ? $"Publisher Model `{resource}` was not found or your project does not have access to it. Please ensure you are using a valid model version. "
            + "For more information, see: https://cloud.google.com/vertex-ai/generative-ai/docs/learn/model-versions"
        : $"Endpoint `{resource}` not found.");
}
