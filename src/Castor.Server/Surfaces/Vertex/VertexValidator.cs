using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Server.Validation;

namespace Castor.Server.Surfaces.Vertex;

/// <summary>Refuses what Vertex AI refuses, in its words as far as they are known; else in those of the Developer API.</summary>
internal static class VertexValidator
{
    public static void Validate(GenerateContentRequest request, ModelEntry model, bool streamed, bool merged) =>
        RequestValidator.Validate(request, model, "v1beta1", streamed);
}
