namespace Castor.Protocol;

/// <summary>Search grounding of the 1.5 models. <see href="https://ai.google.dev/api/caching#GoogleSearchRetrieval"/></summary>
public sealed record GoogleSearchRetrieval : WireMessage
{
    /// <summary>When to search.</summary>
    public DynamicRetrievalConfig? DynamicRetrievalConfig { get; init; }
}
