namespace Castor.Protocol;

/// <summary>How many tokens a request has. <see href="https://ai.google.dev/api/tokens#response-body"/></summary>
public sealed record CountTokensResponse : WireMessage
{
    /// <summary>Tokens of the prompt, cached ones included.</summary>
    public int? TotalTokens { get; init; }

    /// <summary>Billed characters (Vertex AI).</summary>
    public int? TotalBillableCharacters { get; init; }

    /// <summary>Tokens of the cached part.</summary>
    public int? CachedContentTokenCount { get; init; }

    /// <summary>Tokens of the prompt by modality.</summary>
    public IReadOnlyList<ModalityTokenCount>? PromptTokensDetails { get; init; }

    /// <summary>Tokens of the cached part by modality.</summary>
    public IReadOnlyList<ModalityTokenCount>? CacheTokensDetails { get; init; }
}
