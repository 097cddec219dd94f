namespace Castor.Protocol;

/// <summary>One token with its log probability. <see href="https://ai.google.dev/api/generate-content#LogprobsResult"/></summary>
public sealed record LogprobsCandidate : WireMessage
{
    /// <summary>The token's text.</summary>
    public string? Token { get; init; }

    /// <summary>Its natural log probability.</summary>
    public float? LogProbability { get; init; }

    /// <summary>The token's id.</summary>
    public int? TokenId { get; init; }
}
