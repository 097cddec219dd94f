namespace Castor.Protocol;

/// <summary>What the filters said of the prompt. <see href="https://ai.google.dev/api/generate-content#PromptFeedback"/></summary>
public sealed record PromptFeedback : WireMessage
{
    /// <summary>Why the prompt was blocked.</summary>
    public BlockReason? BlockReason { get; init; }

    /// <summary>Details of the block (Vertex AI).</summary>
    public string? BlockReasonMessage { get; init; }

    /// <summary>The ratings of the prompt.</summary>
    public IReadOnlyList<SafetyRating>? SafetyRatings { get; init; }
}
