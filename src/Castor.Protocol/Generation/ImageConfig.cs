namespace Castor.Protocol;

/// <summary>Form of generated images. <see href="https://ai.google.dev/api/generate-content#ImageConfig"/></summary>
public sealed record ImageConfig : WireMessage
{
    /// <summary>Width to height, such as <c>16:9</c>.</summary>
    public string? AspectRatio { get; init; }

    /// <summary><c>1K</c>, <c>2K</c> or <c>4K</c>.</summary>
    public string? ImageSize { get; init; }

    /// <summary>Which people may be drawn (Vertex AI).</summary>
    public string? PersonGeneration { get; init; }

    /// <summary>Whether prominent people may be drawn (Vertex AI).</summary>
    public string? ProminentPeople { get; init; }

    /// <summary>The file form (Vertex AI).</summary>
    public ImageOutputOptions? ImageOutputOptions { get; init; }
}
