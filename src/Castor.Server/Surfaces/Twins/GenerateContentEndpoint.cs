using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Server.Http;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.Twins;

/// <summary><c>{model}:generateContent</c>: the whole answer at once.</summary>
internal sealed class GenerateContentEndpoint(GenerationLoop loop)
{
    public async Task HandleAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<GenerateContentResponse>(context.Request);
        (ModelEntry model, ApiMethod method) = ModelResolver.Resolve(context);
        GenerateContentRequest request = await RequestBody.ReadAsync<GenerateContentRequest>(context, method);
        GenerationCall call = method.Twin.CreateCall(context, request, model, streamed: false);
        GenerateContentResponse answer = await loop.AnswerAsync(context, call, method.Name);
        await JsonAnswer.WriteAsync(context, method.Twin.Shape(answer, call), parameters);
    }
}
