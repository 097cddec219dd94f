namespace Castor.Protocol;

/// <summary>The form of one modality of the answer. <see href="https://ai.google.dev/api/generate-content#GenerationConfig"/></summary>
public sealed record ResponseFormat : WireMessage
{
    /// <summary>Text.</summary>
    public TextResponseFormat? Text { get; init; }

    /// <summary>Images.</summary>
    public ImageResponseFormat? Image { get; init; }

    /// <summary>Speech.</summary>
    public AudioResponseFormat? Audio { get; init; }

    /// <summary>Video.</summary>
    public VideoResponseFormat? Video { get; init; }
}
