using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Server.Http;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.Twins;

/// <summary><c>{model}:streamGenerateContent</c>: the answer as it comes, as server-sent events or as a streamed JSON array.</summary>
internal sealed class StreamGenerateContentEndpoint(GenerationLoop loop)
{
    public async Task HandleAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<GenerateContentResponse>(context.Request, streaming: true);
        (ModelEntry model, ApiMethod method) = ModelResolver.Resolve(context);
        GenerateContentRequest request = await RequestBody.ReadAsync<GenerateContentRequest>(context, method);
        GenerationCall call = method.Twin.CreateCall(context, request, model, streamed: true);
        await loop.StreamAsync(context, call, method.Name, new StreamedAnswer(context, parameters, method.Twin, call));
    }
}
