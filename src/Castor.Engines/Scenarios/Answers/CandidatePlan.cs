using Castor.Protocol;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>A candidate of a scripted answer.</summary>
internal sealed record CandidatePlan
{
    /// <summary>The parts, in the chunks of a stream.</summary>
    public required IReadOnlyList<PieceGroup> Groups { get; init; }

    /// <summary>Why the candidate ends.</summary>
    public FinishReason FinishReason { get; init; } = FinishReason.Stop;

    public TextTemplate? FinishMessage { get; init; }

    /// <summary>What the last chunk carries beside the parts: ratings, sources, log probabilities.</summary>
    public Candidate Extras { get; init; } = new();
}
