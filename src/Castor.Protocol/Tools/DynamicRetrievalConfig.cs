namespace Castor.Protocol;

/// <summary>When to search. <see href="https://ai.google.dev/api/caching#DynamicRetrievalConfig"/></summary>
public sealed record DynamicRetrievalConfig : WireMessage
{
    /// <summary>How the decision is made.</summary>
    public DynamicRetrievalMode? Mode { get; init; }

    /// <summary>The score from which on the service searches.</summary>
    public float? DynamicThreshold { get; init; }
}
