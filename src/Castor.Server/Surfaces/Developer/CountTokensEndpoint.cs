using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Server.Http;
using Castor.Server.Surfaces.Twins;
using Castor.Server.Validation;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.Developer;

/// <summary><c>POST models/{model}:countTokens</c>, of contents alone or of a whole request.</summary>
internal sealed class CountTokensEndpoint(EngineRouter router)
{
    public async Task HandleAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<CountTokensResponse>(context.Request);
        (ModelEntry model, ApiMethod method) = ModelResolver.Resolve(context);
        CountTokensRequest request = await RequestBody.ReadAsync<CountTokensRequest>(context, method);
        RequestValidator.Validate(request, model, method.Version);
        IEngine engine = router.Find(model);
        ITokenCounter counter = engine as ITokenCounter ?? throw Unimplemented.Error();
        GenerateContentRequest counted = request.GenerateContentRequest ?? new GenerateContentRequest
        {
            Contents = request.Contents,
            SystemInstruction = request.SystemInstruction,
            Tools = request.Tools,
            GenerationConfig = request.GenerationConfig,
        };
        CountTokensResponse answer = await counter.CountTokensAsync(
            GenerationCalls.Create(context, counted, model, streamed: false), context.RequestAborted);
        context.Response.Headers[EngineHeader.Name] = engine.Name;
        await JsonAnswer.WriteAsync(context, answer, parameters);
    }
}
