namespace Castor.Protocol;

/// <summary>Search grounding. <see href="https://ai.google.dev/api/caching#GoogleSearch"/></summary>
public sealed record GoogleSearch : WireMessage
{
    /// <summary>Only results from this time.</summary>
    public Interval? TimeRangeFilter { get; init; }

    /// <summary>Which kinds of result to use.</summary>
    public SearchTypes? SearchTypes { get; init; }

    /// <summary>Domains that no result may come from (Vertex AI).</summary>
    public IReadOnlyList<string>? ExcludeDomains { get; init; }

    /// <summary>From which confidence on phishing sites are left out (Vertex AI).</summary>
    public PhishBlockThreshold? BlockingConfidence { get; init; }
}
