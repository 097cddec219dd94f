namespace Castor.Protocol;

/// <summary>The likeliest tokens of one step. <see href="https://ai.google.dev/api/generate-content#LogprobsResult"/></summary>
public sealed record TopCandidates : WireMessage
{
    /// <summary>The tokens, likeliest first.</summary>
    public IReadOnlyList<LogprobsCandidate>? Candidates { get; init; }
}
