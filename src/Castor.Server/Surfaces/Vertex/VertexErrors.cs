using Castor.Protocol;

namespace Castor.Server.Surfaces.Vertex;

/// <summary>Refusals in the words of Vertex AI.</summary>
internal static class VertexErrors
{
    /// <summary>There is no such model there.</summary>
    /// <param name="resource">The whole name, such as <c>projects/p/locations/l/publishers/google/models/m</c>.</param>
    public static ApiException MissingModel(string resource) => new(ApiStatus.NotFound, resource.Contains("publishers/", StringComparison.Ordinal)
        ? $"Publisher Model `{resource}` not found."
        : $"Endpoint `{resource}` not found.");
}
