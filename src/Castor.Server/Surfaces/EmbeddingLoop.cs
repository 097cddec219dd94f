using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Server.Http;
using Castor.Server.Surfaces.Twins;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces;

/// <summary>Has an engine embed validated contents, for every door.</summary>
internal sealed class EmbeddingLoop(EngineRouter router)
{
    /// <summary>Embeds one content.</summary>
    /// <exception cref="ApiException">The engine of the model does not embed.</exception>
    public async ValueTask<EmbedContentResponse> EmbedAsync(HttpContext context, EmbedContentRequest request, ModelEntry model)
    {
        IEmbedder embedder = Embedder(context, model);
        EmbedContentRequest fitted = request.AutoTruncate is null
            ? request
            : (await InputLimit.FitAsync(request, model, router.Find(model), context.RequestAborted)).Request;
        return await embedder.EmbedAsync(GenerationCalls.Create(context, fitted, model), context.RequestAborted);
    }

    /// <summary>Embeds several contents, all at once, so that an engine may compute them together.</summary>
    /// <exception cref="ApiException">The engine of the model does not embed.</exception>
    public async ValueTask<BatchEmbedContentsResponse> EmbedAsync(HttpContext context, BatchEmbedContentsRequest batch, ModelEntry model)
    {
        IReadOnlyList<EmbedContentRequest> requests = batch.Requests ?? [];
        EmbedContentResponse[] answers = await Task.WhenAll(
            requests.Select(r => EmbedAsync(context, VertexFields.ToCore(r), model).AsTask()));
        int promptTokens = answers.Sum(a => a.UsageMetadata?.PromptTokenCount ?? 0);
        return new BatchEmbedContentsResponse
        {
            Embeddings = [.. answers.Select(a => a.Embedding!)],
            UsageMetadata = promptTokens == 0 ? null : new EmbeddingUsageMetadata { PromptTokenCount = promptTokens },
        };
    }

    private IEmbedder Embedder(HttpContext context, ModelEntry model)
    {
        IEngine engine = router.Find(model);
        context.Response.Headers[EngineHeader.Name] = engine.Name;
        return engine as IEmbedder ?? throw Unimplemented.Error();
    }
}
