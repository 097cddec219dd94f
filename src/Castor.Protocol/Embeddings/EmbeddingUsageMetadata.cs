namespace Castor.Protocol;

/// <summary>The tokens that an embedding used. <see href="https://ai.google.dev/api/embeddings#UsageMetadata"/></summary>
public sealed record EmbeddingUsageMetadata : WireMessage
{
    /// <summary>Tokens of the input.</summary>
    public int? PromptTokenCount { get; init; }

    /// <summary>Tokens of the input by modality.</summary>
    public IReadOnlyList<ModalityTokenCount>? PromptTokenDetails { get; init; }
}
