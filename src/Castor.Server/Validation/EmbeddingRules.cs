using System.Globalization;
using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>Rules of embedding requests.</summary>
internal static class EmbeddingRules
{
    private const int MaxBatch = 100;

    /// <summary>Field rules of a single request, which is the message at hand.</summary>
    public static void CheckFields(EmbedContentRequest request, ModelEntry model, ViolationList violations)
    {
        if (request.Content is null)
        {
            violations.Add("content", "content is not specified");
        }
        else
        {
            ContentRules.CheckEmbedded(request.Content, violations);
        }

        if (request.OutputDimensionality is { } length && model.Traits.EmbeddingDimensions is { } range && (length < range.Min || length > range.Max))
        {
            violations.Add(
                "output_dimensionality",
                string.Create(CultureInfo.InvariantCulture, $"output_dimensionality must be in the range [{range.Min}, {range.Max}]."));
        }
    }

    /// <summary>Field rules of a batch, which is the message at hand.</summary>
    public static void CheckFields(BatchEmbedContentsRequest batch, ModelEntry model, ViolationList violations)
    {
        if (batch.Requests is not { Count: > 0 } requests)
        {
            violations.Add("requests", "requests is not specified");
            return;
        }

        if (requests.Count > MaxBatch)
        {
            violations.Add("requests", "at most 100 requests can be in one batch");
            return;
        }

        for (int i = 0; i < requests.Count; i++)
        {
            violations.Enter("requests", i);
            ModelNameRules.Check(requests[i].Model, model, nameof(BatchEmbedContentsRequest), violations);
            CheckFields(requests[i], model, violations);
            violations.Leave();
        }
    }

    /// <summary>Rules of the model for a single request.</summary>
    public static void CheckModel(EmbedContentRequest request, ModelEntry model)
    {
        IReadOnlyList<Part> parts = request.Content!.Parts ?? [];
        if (parts.Count == 0)
        {
            throw EmptyPart();
        }

        for (int i = 0; i < parts.Count; i++)
        {
            if (parts[i].Text is "" || (parts[i].Text is null && parts[i].InlineData is null && parts[i].FileData is null))
            {
                throw EmptyPart();
            }

            MediaRules.Check(parts[i], model, default);
        }

        if (request.Title is { Length: > 0 } && request.TaskType is { } task && task != TaskType.RetrievalDocument && task != TaskType.Unspecified)
        {
            throw ApiException.InvalidArgument(
                "Unable to submit request because the model does not support the title parameter unless the task_type is RETRIEVAL_DOCUMENT.");
        }
    }

    private static ApiException EmptyPart() => ApiException.InvalidArgument("EmbedContentRequest.content contains an empty Part.");
}
