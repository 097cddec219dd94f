namespace Castor.Protocol;

/// <summary>One source that an answer recites. <see href="https://ai.google.dev/api/generate-content#CitationSource"/></summary>
public sealed record CitationSource : WireMessage
{
    /// <summary>First byte of the recited span.</summary>
    public int? StartIndex { get; init; }

    /// <summary>Byte after the recited span.</summary>
    public int? EndIndex { get; init; }

    /// <summary>The source's address.</summary>
    public string? Uri { get; init; }

    /// <summary>The source's title (Vertex AI).</summary>
    public string? Title { get; init; }

    /// <summary>The source's licence.</summary>
    public string? License { get; init; }

    /// <summary>When the source was published (Vertex AI).</summary>
    public CalendarDate? PublicationDate { get; init; }
}
