using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Server.Http;
using Castor.Server.Surfaces.Twins;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces;

/// <summary>Has an engine embed validated contents, for every door.</summary>
internal sealed class EmbeddingLoop(EngineRouter router, TimeProvider time)
{
    /// <summary>Embeds one content as a twin does: the Developer API cuts a text that is too long only where <c>autoTruncate</c> is said, Vertex AI unless it is false.</summary>
    /// <returns>The answer, and whether any text was cut.</returns>
    /// <exception cref="ApiException">The engine of the model does not embed, the text is too long and must not be cut, or the deadline passed.</exception>
    public async ValueTask<(EmbedContentResponse Answer, bool Truncated)> EmbedAsync(
        HttpContext context, EmbedContentRequest request, ModelEntry model, ServiceTwin twin)
    {
        IEngine engine = router.Find(model);
        context.Response.Headers[EngineHeader.Name] = engine.Name;
        IEmbedder embedder = engine as IEmbedder ?? throw ApiException.Unimplemented();
        (EmbedContentRequest fitted, bool truncated) = twin == ServiceTwin.Developer && request.AutoTruncate is null
            ? (request, false)
            : await InputLimit.FitAsync(request, model, engine, context.RequestAborted);
        using var deadline = Deadline.Of(context, time);
        try
        {
            return (await embedder.EmbedAsync(GenerationCalls.Create(context, fitted, model) with { Twin = twin }, deadline.Token), truncated);
        }
        catch (OperationCanceledException) when (deadline.Expired)
        {
            throw Deadline.Exceeded();
        }
    }

    /// <summary>Embeds several contents, all at once, so that an engine may compute them together.</summary>
    /// <exception cref="ApiException">The engine of the model does not embed, or the deadline passed.</exception>
    public async ValueTask<BatchEmbedContentsResponse> EmbedAsync(HttpContext context, BatchEmbedContentsRequest batch, ModelEntry model)
    {
        IReadOnlyList<EmbedContentRequest> requests = batch.Requests ?? [];
        (EmbedContentResponse Answer, bool Truncated)[] embedded = await Task.WhenAll(
            requests.Select(r => EmbedAsync(context, r, model, ServiceTwin.Developer).AsTask()));
        IEnumerable<EmbedContentResponse> answers = embedded.Select(e => e.Answer);
        int promptTokens = answers.Sum(a => a.UsageMetadata?.PromptTokenCount ?? 0);
        return new BatchEmbedContentsResponse
        {
            Embeddings = [.. answers.Select(a => a.Embedding!)],
            UsageMetadata = promptTokens == 0 ? null : new EmbeddingUsageMetadata { PromptTokenCount = promptTokens },
        };
    }
}
