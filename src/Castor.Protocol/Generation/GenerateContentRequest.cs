namespace Castor.Protocol;

/// <summary>A request to generate a model response from contents. <see href="https://ai.google.dev/api/generate-content#request-body"/></summary>
public sealed record GenerateContentRequest : WireMessage
{
    /// <summary>The conversation so far, the newest turn last.</summary>
    public IReadOnlyList<Content>? Contents { get; init; }

    /// <summary>The model as <c>models/{model}</c>; set by the path, given in the body only inside batch and countTokens requests.</summary>
    public string? Model { get; init; }

    /// <summary>Developer instructions, text parts only.</summary>
    public Content? SystemInstruction { get; init; }

    /// <summary>Tools that the model may use.</summary>
    public IReadOnlyList<Tool>? Tools { get; init; }

    /// <summary>Configuration shared by all tools.</summary>
    public ToolConfig? ToolConfig { get; init; }

    /// <summary>Thresholds, at most one for each category.</summary>
    public IReadOnlyList<SafetySetting>? SafetySettings { get; init; }

    /// <summary>Sampling, format and thinking options.</summary>
    public GenerationConfig? GenerationConfig { get; init; }

    /// <summary>The cache to use as context, as <c>cachedContents/{id}</c>.</summary>
    public string? CachedContent { get; init; }

    /// <summary>The service tier that the request asks for.</summary>
    public ServiceTier? ServiceTier { get; init; }

    /// <summary>Whether the service may store the request for its logs.</summary>
    public bool? Store { get; init; }

    /// <summary>User labels of the request.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Resumes an answer that ended with <c>CONTINUATION</c>.</summary>
    public string? ContinuationToken { get; init; }

    /// <summary>What screens prompt and answer (Vertex AI).</summary>
    public ModelArmorConfig? ModelArmorConfig { get; init; }

    /// <summary>Where generated media is written (Vertex AI).</summary>
    public GenerationOutputConfig? OutputConfig { get; init; }
}
