namespace Castor.Protocol;

/// <summary>Log probabilities of an answer. <see href="https://ai.google.dev/api/generate-content#LogprobsResult"/></summary>
public sealed record LogprobsResult : WireMessage
{
    /// <summary>The likeliest tokens of each step.</summary>
    public IReadOnlyList<TopCandidates>? TopCandidates { get; init; }

    /// <summary>The token chosen at each step.</summary>
    public IReadOnlyList<LogprobsCandidate>? ChosenCandidates { get; init; }

    /// <summary>The sum over all steps.</summary>
    public double? LogProbabilitySum { get; init; }
}
