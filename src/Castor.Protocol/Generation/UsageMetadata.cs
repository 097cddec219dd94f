namespace Castor.Protocol;

/// <summary>The tokens that a request used. <see href="https://ai.google.dev/api/generate-content#UsageMetadata"/></summary>
public sealed record UsageMetadata : WireMessage
{
    /// <summary>Tokens of the prompt, cached ones included.</summary>
    public int? PromptTokenCount { get; init; }

    /// <summary>Tokens of all candidates.</summary>
    public int? CandidatesTokenCount { get; init; }

    /// <summary>Prompt, candidates, thoughts and tool use together.</summary>
    public int? TotalTokenCount { get; init; }

    /// <summary>Tokens of the prompt that came from a cache.</summary>
    public int? CachedContentTokenCount { get; init; }

    /// <summary>The prompt's tokens by modality.</summary>
    public IReadOnlyList<ModalityTokenCount>? PromptTokensDetails { get; init; }

    /// <summary>The cached tokens by modality.</summary>
    public IReadOnlyList<ModalityTokenCount>? CacheTokensDetails { get; init; }

    /// <summary>The candidates' tokens by modality.</summary>
    public IReadOnlyList<ModalityTokenCount>? CandidatesTokensDetails { get; init; }

    /// <summary>Tokens of tool results put into the prompt.</summary>
    public int? ToolUsePromptTokenCount { get; init; }

    /// <summary>The tool results' tokens by modality.</summary>
    public IReadOnlyList<ModalityTokenCount>? ToolUsePromptTokensDetails { get; init; }

    /// <summary>Tokens of thoughts.</summary>
    public int? ThoughtsTokenCount { get; init; }

    /// <summary>The tier that served the request.</summary>
    public ServiceTier? ServiceTier { get; init; }

    /// <summary>Tokens of the prompt before any continuation.</summary>
    public int? InitialPromptTokenCount { get; init; }

    /// <summary>How the request was served (Vertex AI).</summary>
    public string? TrafficType { get; init; }

    /// <summary>Billed characters of the prompt (Vertex AI).</summary>
    public BillablePromptUsage? BillablePromptUsage { get; init; }
}
