namespace Castor.Protocol;

/// <summary>A day of the calendar. <see href="https://ai.google.dev/api/generate-content#CitationSource"/></summary>
public sealed record CalendarDate : WireMessage
{
    /// <summary>The year.</summary>
    public int? Year { get; init; }

    /// <summary>The month, 1 to 12.</summary>
    public int? Month { get; init; }

    /// <summary>The day of the month.</summary>
    public int? Day { get; init; }
}
