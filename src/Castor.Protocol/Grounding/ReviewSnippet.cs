namespace Castor.Protocol;

/// <summary>One review of a place. <see href="https://ai.google.dev/api/generate-content#ReviewSnippet"/></summary>
public sealed record ReviewSnippet : WireMessage
{
    /// <summary>The review's id.</summary>
    public string? ReviewId { get; init; }

    /// <summary>The review's address.</summary>
    public string? GoogleMapsUri { get; init; }

    /// <summary>The review's title.</summary>
    public string? Title { get; init; }
}
