using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>What is said in an audio part. <see href="https://ai.google.dev/api/caching#Part"/></summary>
public sealed record Transcription : WireMessage
{
    /// <summary>The words.</summary>
    public string? Text { get; init; }

    /// <summary>Whether this is the end.</summary>
    public bool? Finished { get; init; }

    /// <summary>The BCP 47 language.</summary>
    public string? LanguageCode { get; init; }

    /// <summary>Who speaks, such as <c>spk_1</c>.</summary>
    public string? SpeakerLabel { get; init; }

    /// <summary>The words with their times.</summary>
    public IReadOnlyList<WordInfo>? Words { get; init; }

    /// <summary>Where the speech starts.</summary>
    public ProtoDuration? StartOffset { get; init; }

    /// <summary>Where the speech ends.</summary>
    public ProtoDuration? EndOffset { get; init; }
}
