namespace Castor.Protocol;

/// <summary>A source of a grounded answer. <see href="https://ai.google.dev/api/generate-content#GroundingAttribution"/></summary>
public sealed record GroundingAttribution : WireMessage
{
    /// <summary>Which source.</summary>
    public AttributionSourceId? SourceId { get; init; }

    /// <summary>What the source says.</summary>
    public Content? Content { get; init; }
}
