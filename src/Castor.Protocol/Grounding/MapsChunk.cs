namespace Castor.Protocol;

/// <summary>A place as a source. <see href="https://ai.google.dev/api/generate-content#Maps"/></summary>
public sealed record MapsChunk : WireMessage
{
    /// <summary>The place's address on Maps.</summary>
    public string? Uri { get; init; }

    /// <summary>The place's name.</summary>
    public string? Title { get; init; }

    /// <summary>What is said of it.</summary>
    public string? Text { get; init; }

    /// <summary>The place's id.</summary>
    public string? PlaceId { get; init; }

    /// <summary>Reviews that the answer rests on.</summary>
    public PlaceAnswerSources? PlaceAnswerSources { get; init; }
}
