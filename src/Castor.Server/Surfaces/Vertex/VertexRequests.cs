using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Server.Validation;

namespace Castor.Server.Surfaces.Vertex;

/// <summary>Refuses what Vertex AI refuses in requests that generate nothing.</summary>
internal static class VertexRequests
{
    /// <summary>Checks contents that are to be counted: there must be some, of media that the model reads.</summary>
    public static void CheckCounted(GenerateContentRequest request, ModelEntry model)
    {
        try
        {
            VertexRules.CheckPresence(request.Contents);
            MediaRules.Check(request.Contents!, model, new TwinRules(ServiceTwin.Vertex, Merged: false));
        }
        catch (ApiException refusal)
        {
            throw VertexWording.Of(refusal);
        }
    }

    /// <summary>Checks a content that is to be embedded.</summary>
    public static void CheckEmbedded(EmbedContentRequest request, ModelEntry model)
    {
        ViolationList violations = ViolationList.Begin("EmbedContentRequest");
        EmbeddingRules.CheckFields(request, model, violations);
        violations.ThrowIfAny();
        try
        {
            EmbeddingRules.CheckModel(request, model);
        }
        catch (ApiException refusal)
        {
            throw VertexWording.Of(refusal);
        }
    }
}
