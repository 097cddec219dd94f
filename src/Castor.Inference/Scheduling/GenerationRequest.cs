using Castor.Inference.Sampling;

namespace Castor.Inference.Scheduling;

/// <summary>One or more answers to one prompt.</summary>
public sealed record GenerationRequest
{
    /// <summary>The prompt's tokens, at least one.</summary>
    public required ReadOnlyMemory<int> Prompt { get; init; }

    /// <summary>How tokens are drawn.</summary>
    public SamplingOptions Sampling { get; init; } = new();

    /// <summary>The most tokens of an answer, its end token among them; at least 1.</summary>
    public int MaxTokens { get; init; } = int.MaxValue;

    /// <summary>Which tokens end an answer; null for none. Called by the thread that owns the model.</summary>
    public Func<int, bool>? IsEnd { get; init; }

    /// <summary>Makes the constraint of each answer; null for none.</summary>
    public Func<TokenConstraint>? Constraint { get; init; }

    /// <summary>How many answers are drawn, each from a stream of numbers of its own; the prompt is computed once.</summary>
    public int CandidateCount { get; init; } = 1;
}
