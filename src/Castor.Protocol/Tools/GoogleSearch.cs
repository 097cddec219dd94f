namespace Castor.Protocol;

/// <summary>Search grounding. <see href="https://ai.google.dev/api/caching#GoogleSearch"/></summary>
public sealed record GoogleSearch : WireMessage
{
    /// <summary>Only results from this time.</summary>
    public Interval? TimeRangeFilter { get; init; }

    /// <summary>Which kinds of result to use.</summary>
    public SearchTypes? SearchTypes { get; init; }
}
