using Castor.Protocol;

namespace Castor.Server.Surfaces.Twins;

/// <summary>Turns what Vertex AI alone has in a request, and the config of embeddings that both have, into what the core has.</summary>
internal static class VertexFields
{
    /// <summary>The request in the core's fields.</summary>
    /// <exception cref="ApiException">It asks for something that Castor does not have.</exception>
    public static GenerateContentRequest ToCore(GenerateContentRequest request)
    {
        RefuseUnserved(request);
        return request.Tools is { } tools && tools.Any(t => t.EnterpriseWebSearch is not null)
            ? request with { Tools = [.. tools.Select(ToCore)] }
            : request;
    }

    /// <summary>The request in the core's fields: what stands in the config counts, before the older fields beside it.</summary>
    /// <exception cref="ApiException">It asks for something that Castor does not have.</exception>
    public static EmbedContentRequest ToCore(EmbedContentRequest request)
    {
        if (request.EmbedContentConfig is not { } config)
        {
            return request;
        }

        string? unserved = config.DocumentOcr == true ? "document_ocr" : config.AudioTrackExtraction == true ? "audio_track_extraction" : null;
        return unserved is not null ? throw ApiException.Unimplemented($"embed_content_config.{unserved}") : request with
        {
            TaskType = config.TaskType ?? request.TaskType,
            Title = config.Title ?? request.Title,
            OutputDimensionality = config.OutputDimensionality ?? request.OutputDimensionality,
            AutoTruncate = config.AutoTruncate ?? request.AutoTruncate,
            EmbedContentConfig = null,
        };
    }

    // Both search the web; the one for enterprises promises more about what becomes of the query.
    private static Tool ToCore(Tool tool) => tool.EnterpriseWebSearch is not { } search ? tool : tool with
    {
        EnterpriseWebSearch = null,
        GoogleSearch = tool.GoogleSearch ?? new GoogleSearch { ExcludeDomains = search.ExcludeDomains, BlockingConfidence = search.BlockingConfidence },
    };

    private static void RefuseUnserved(GenerateContentRequest request)
    {
        GenerationConfig? config = request.GenerationConfig;
        string? unserved =
            request.ModelArmorConfig is not null ? "model_armor_config"
            : request.OutputConfig is not null ? "output_config"
            : config?.RoutingConfig is not null ? "generation_config.routing_config"
            : config?.ModelConfig is not null ? "generation_config.model_config"
            : config?.ImageConfig?.ImageOutputOptions is { MimeType: not (null or "" or "image/png") } ? "generation_config.image_config.image_output_options.mime_type"
            : UnservedTool(request.Tools);
        if (unserved is not null)
        {
            throw ApiException.Unimplemented(unserved);
        }
    }

    private static string? UnservedTool(IReadOnlyList<Tool>? tools)
    {
        for (int i = 0; i < (tools?.Count ?? 0); i++)
        {
            Tool tool = tools![i];
            string? field =
                tool.Retrieval is not null ? "retrieval"
                : tool.ExaAiSearch is not null ? "exa_ai_search"
                : tool.ParallelAiSearch is not null ? "parallel_ai_search"
                : null;
            if (field is not null)
            {
                return $"tools[{i}].{field}";
            }
        }

        return null;
    }
}
