using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Protocol.Json;
using Castor.Server.Identity;
using Castor.Server.Surfaces.Twins;
using Castor.Server.Validation;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.Vertex;

/// <summary>Vertex AI, which is called Gemini Enterprise Agent Platform since 2026.</summary>
internal sealed class VertexTwin(ModelCatalog catalog, CastorOptions options, TimeProvider time) : ITwin
{
    private readonly TwinRules _rules = new(ServiceTwin.Vertex, options.Parity == ParityProfile.Merged);

    public string Service => "aiplatform.googleapis.com";

    public WireDialect Dialect { get; } = options.Parity == ParityProfile.Merged ? WireDialect.Merged : WireDialect.Vertex;

    public string Package(string version) => $"google.cloud.aiplatform.{version}";

    public string RpcService(string method) => method switch
    {
        ApiMethods.ListModels or ApiMethods.GetModel => "ModelGardenService",
        "countTokens" or "computeTokens" => "LlmUtilityService",
        _ => "PredictionService",
    };

    public ModelEntry FindModel(HttpContext context, ApiMethod method)
    {
        ReadOnlySpan<char> name = RequestedModel.Of(context, method);
        ModelEntry? model = catalog.Find(name);
        if (model is not null && method.Name == VertexModels.Predict && !VertexModels.Supports(model, method.Name))
        {
            throw model.Supports("generateContent") ? VertexErrors.PredictsNot() : ApiException.Unimplemented();
        }

        return model is not null && VertexModels.Supports(model, method.Name) && (_rules.Merged || VertexModels.IsServedAt(model, context))
            ? model
            : throw VertexErrors.MissingModel(RequestedModel.Resource(context, method));
    }

    public GenerationCall CreateCall(HttpContext context, GenerateContentRequest request, ModelEntry model, bool streamed)
    {
        GenerateContentRequest asked = VertexFields.ToCore(_rules.Merged ? request : VertexQuirks.Apply(request, model));
        RequestValidator.Validate(asked, model, streamed, _rules);
        return GenerationCalls.Create(context, asked, model, streamed) with { Twin = ServiceTwin.Vertex };
    }

    public GenerateContentResponse Shape(GenerateContentResponse answer, GenerationCall call) =>
        new VertexShape(call, time.GetUtcNow()).Whole(answer);

    public IAsyncEnumerable<GenerateContentResponse> Shape(IAsyncEnumerable<GenerateContentResponse> chunks, GenerationCall call) =>
        new VertexShape(call, time.GetUtcNow()).ChunksAsync(chunks);
}
