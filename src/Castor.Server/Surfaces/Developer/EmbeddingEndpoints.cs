using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Server.Http;
using Castor.Server.Surfaces.Twins;
using Castor.Server.Validation;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.Developer;

/// <summary><c>POST models/{model}:embedContent</c> and <c>:batchEmbedContents</c>.</summary>
internal sealed class EmbeddingEndpoints(EngineRouter router)
{
    public async Task EmbedAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<EmbedContentResponse>(context.Request);
        (ModelEntry model, ApiMethod method) = ModelResolver.Resolve(context);
        EmbedContentRequest request = await RequestBody.ReadAsync<EmbedContentRequest>(context, method);
        RequestValidator.Validate(request, model, method.Version);
        EmbedContentResponse answer = await Embedder(context, model)
            .EmbedAsync(GenerationCalls.Create(context, request, model), context.RequestAborted);
        await JsonAnswer.WriteAsync(context, answer, parameters);
    }

    public async Task BatchEmbedAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<BatchEmbedContentsResponse>(context.Request);
        (ModelEntry model, ApiMethod method) = ModelResolver.Resolve(context);
        BatchEmbedContentsRequest batch = await RequestBody.ReadAsync<BatchEmbedContentsRequest>(context, method);
        RequestValidator.Validate(batch, model, method.Version);
        IEmbedder embedder = Embedder(context, model);
        IReadOnlyList<EmbedContentRequest> requests = batch.Requests ?? [];

        // All at once, so that an engine may compute them together.
        EmbedContentResponse[] answers = await Task.WhenAll(
            requests.Select(r => embedder.EmbedAsync(GenerationCalls.Create(context, r, model), context.RequestAborted).AsTask()));
        int promptTokens = answers.Sum(a => a.UsageMetadata?.PromptTokenCount ?? 0);
        var answer = new BatchEmbedContentsResponse
        {
            Embeddings = [.. answers.Select(a => a.Embedding!)],
            UsageMetadata = promptTokens == 0 ? null : new EmbeddingUsageMetadata { PromptTokenCount = promptTokens },
        };
        await JsonAnswer.WriteAsync(context, answer, parameters);
    }

    private IEmbedder Embedder(HttpContext context, ModelEntry model)
    {
        IEngine engine = router.Find(model);
        context.Response.Headers[EngineHeader.Name] = engine.Name;
        return engine as IEmbedder ?? throw Unimplemented.Error();
    }
}
