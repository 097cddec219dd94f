namespace Castor.Protocol;

/// <summary>One candidate answer. <see href="https://ai.google.dev/api/generate-content#Candidate"/></summary>
public sealed record Candidate : WireMessage
{
    /// <summary>What the model said.</summary>
    public Content? Content { get; init; }

    /// <summary>Why the model stopped; absent while it goes on.</summary>
    public FinishReason? FinishReason { get; init; }

    /// <summary>The index of the candidate.</summary>
    public int? Index { get; init; }

    /// <summary>Details of the finish reason.</summary>
    public string? FinishMessage { get; init; }

    /// <summary>The ratings of the answer.</summary>
    public IReadOnlyList<SafetyRating>? SafetyRatings { get; init; }

    /// <summary>Sources that the answer recites.</summary>
    public CitationMetadata? CitationMetadata { get; init; }

    /// <summary>The tokens of the candidate.</summary>
    public int? TokenCount { get; init; }

    /// <summary>Sources of a grounded answer (<c>GenerateAnswer</c> calls).</summary>
    public IReadOnlyList<GroundingAttribution>? GroundingAttributions { get; init; }

    /// <summary>Sources of a grounded answer.</summary>
    public GroundingMetadata? GroundingMetadata { get; init; }

    /// <summary>The mean log probability of the candidate's tokens.</summary>
    public double? AvgLogprobs { get; init; }

    /// <summary>The sum of the log probabilities of the candidate's tokens (Vertex AI).</summary>
    public double? Score { get; init; }

    /// <summary>Log probabilities of the answer and its rivals.</summary>
    public LogprobsResult? LogprobsResult { get; init; }

    /// <summary>What the URL context tool read.</summary>
    public UrlContextMetadata? UrlContextMetadata { get; init; }

    /// <summary>Resumes the answer in a further request.</summary>
    public string? ContinuationToken { get; init; }
}
