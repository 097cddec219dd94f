using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Protocol.Vertex;
using Castor.Server.Http;
using Castor.Server.Surfaces.Twins;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.Vertex;

/// <summary><c>{model}:embedContent</c>, and <c>:predict</c> of the models that embed text.</summary>
internal sealed class VertexEmbeddingEndpoints(EmbeddingLoop loop)
{
    public async Task EmbedAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<VertexEmbedContentResponse>(context.Request);
        (ModelEntry model, ApiMethod method) = ModelResolver.Resolve(context);
        EmbedContentRequest request = VertexFields.ToCore(await RequestBody.ReadAsync<EmbedContentRequest>(context, method));
        VertexRequests.CheckEmbedded(request, model);
        (EmbedContentResponse embedded, bool truncated) = await loop.EmbedAsync(context, request, model, ServiceTwin.Vertex);
        await JsonAnswer.WriteAsync(
            context,
            new VertexEmbedContentResponse { Embedding = embedded.Embedding, UsageMetadata = ToUsage(embedded.UsageMetadata), Truncated = truncated ? true : null },
            parameters);
    }

    public async Task PredictAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<TextEmbeddingPredictResponse>(context.Request);
        (ModelEntry model, ApiMethod method) = ModelResolver.Resolve(context);
        PredictRequest request = await RequestBody.ReadAsync<PredictRequest>(context, method);
        IReadOnlyList<EmbedContentRequest> instances = TextEmbeddingInstances.Read(request);
        foreach (EmbedContentRequest instance in instances)
        {
            VertexRequests.CheckEmbedded(instance, model);
        }

        // All at once, so that an engine may compute them together.
        TextEmbeddingPrediction[] predictions = await Task.WhenAll(instances.Select(instance => PredictAsync(context, instance, model)));
        int characters = instances.Sum(instance => BillableCharacters.Count(instance.Content!.Parts![0].Text));
        await JsonAnswer.WriteAsync(
            context,
            new TextEmbeddingPredictResponse { Predictions = predictions, Metadata = new PredictMetadata { BillableCharacterCount = characters } },
            parameters);
    }

    private async Task<TextEmbeddingPrediction> PredictAsync(HttpContext context, EmbedContentRequest instance, ModelEntry model)
    {
        (EmbedContentResponse embedded, bool truncated) = await loop.EmbedAsync(context, instance, model, ServiceTwin.Vertex);
        return new TextEmbeddingPrediction
        {
            Embeddings = new TextEmbedding
            {
                Values = embedded.Embedding!.Values,
                Statistics = new TextEmbeddingStatistics { TokenCount = embedded.UsageMetadata?.PromptTokenCount ?? 0, Truncated = truncated },
            },
        };
    }

    private static UsageMetadata? ToUsage(EmbeddingUsageMetadata? usage) => usage is null ? null : new UsageMetadata
    {
        PromptTokenCount = usage.PromptTokenCount,
        TotalTokenCount = usage.PromptTokenCount,
        PromptTokensDetails = usage.PromptTokenDetails,
    };
}
