using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Protocol.Json;
using Castor.Server.Identity;
using Castor.Server.Surfaces.Twins;
using Castor.Server.Validation;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.Developer;

/// <summary>The Gemini Developer API, in whose types and words the core speaks.</summary>
internal sealed class DeveloperTwin(ModelCatalog catalog, CastorOptions options) : ITwin
{
    private readonly TwinRules _rules = new(ServiceTwin.Developer, options.Parity == ParityProfile.Merged);

    public string Service => "generativelanguage.googleapis.com";

    public WireDialect Dialect { get; } = options.Parity == ParityProfile.Merged ? WireDialect.Merged : WireDialect.Developer;

    public string Package(string version) => $"google.ai.generativelanguage.{version}";

    public string RpcService(string method) => method is ApiMethods.ListModels or ApiMethods.GetModel ? "ModelService" : "GenerativeService";

    public ModelEntry FindModel(HttpContext context, ApiMethod method)
    {
        ReadOnlySpan<char> name = RequestedModel.Of(context, method);
        ModelEntry? model = catalog.Find(name);
        RequestValidator.EnsureSupports(model, name, method.Name, method.Version);
        return model;
    }

    public GenerationCall CreateCall(HttpContext context, GenerateContentRequest request, ModelEntry model, bool streamed)
    {
        GenerateContentRequest asked = _rules.Merged ? VertexFields.ToCore(request) : request;
        RequestValidator.Validate(asked, model, streamed, _rules);
        return GenerationCalls.Create(context, asked, model, streamed);
    }

    public GenerateContentResponse Shape(GenerateContentResponse answer, GenerationCall call) => answer;

    public IAsyncEnumerable<GenerateContentResponse> Shape(IAsyncEnumerable<GenerateContentResponse> chunks, GenerationCall call) =>
        _rules.Merged && PartialArguments.AreAsked(call) ? chunks.Select(PartialArguments.Of) : chunks;
}
