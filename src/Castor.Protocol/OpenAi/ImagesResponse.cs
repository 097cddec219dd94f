namespace Castor.Protocol.OpenAi;

/// <summary>Images that a model drew. <see href="https://platform.openai.com/docs/api-reference/images/object"/></summary>
public sealed record ImagesResponse : WireMessage
{
    /// <summary>When, in seconds since 1970.</summary>
    public long? Created { get; init; }

    /// <summary>The images.</summary>
    public IReadOnlyList<ImageObject>? Data { get; init; }
}
