using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Server.Http;
using Castor.Server.Surfaces.Twins;
using Castor.Server.Validation;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.Developer;

/// <summary><c>POST models/{model}:embedContent</c> and <c>:batchEmbedContents</c>.</summary>
internal sealed class EmbeddingEndpoints(EmbeddingLoop loop)
{
    public async Task EmbedAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<EmbedContentResponse>(context.Request);
        (ModelEntry model, ApiMethod method) = ModelResolver.Resolve(context);
        EmbedContentRequest request = VertexFields.ToCore(await RequestBody.ReadAsync<EmbedContentRequest>(context, method));
        RequestValidator.Validate(request, model, method.Version);
        (EmbedContentResponse answer, _) = await loop.EmbedAsync(context, request, model, ServiceTwin.Developer);
        await JsonAnswer.WriteAsync(context, answer, parameters);
    }

    public async Task BatchEmbedAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<BatchEmbedContentsResponse>(context.Request);
        (ModelEntry model, ApiMethod method) = ModelResolver.Resolve(context);
        BatchEmbedContentsRequest batch = await RequestBody.ReadAsync<BatchEmbedContentsRequest>(context, method);
        batch = batch with { Requests = [.. (batch.Requests ?? []).Select(VertexFields.ToCore)] };
        RequestValidator.Validate(batch, model, method.Version);
        await JsonAnswer.WriteAsync(context, await loop.EmbedAsync(context, batch, model), parameters);
    }
}
