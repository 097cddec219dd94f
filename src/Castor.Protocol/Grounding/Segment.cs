namespace Castor.Protocol;

/// <summary>A span of an answer. <see href="https://ai.google.dev/api/generate-content#Segment"/></summary>
public sealed record Segment : WireMessage
{
    /// <summary>The part.</summary>
    public int? PartIndex { get; init; }

    /// <summary>First byte within the part.</summary>
    public int? StartIndex { get; init; }

    /// <summary>Byte after the span.</summary>
    public int? EndIndex { get; init; }

    /// <summary>The span's text.</summary>
    public string? Text { get; init; }
}
