namespace Castor.Protocol;

/// <summary>Reviews that an answer about a place rests on. <see href="https://ai.google.dev/api/generate-content#PlaceAnswerSources"/></summary>
public sealed record PlaceAnswerSources : WireMessage
{
    /// <summary>The reviews.</summary>
    public IReadOnlyList<ReviewSnippet>? ReviewSnippets { get; init; }
}
