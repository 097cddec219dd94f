namespace Castor.Protocol;

/// <summary>One piece of media in a function's result. <see href="https://ai.google.dev/api/caching#FunctionResponsePart"/></summary>
public sealed record FunctionResponsePart : WireMessage
{
    /// <summary>Inline media bytes.</summary>
    public FunctionResponseBlob? InlineData { get; init; }

    /// <summary>Media by URI (Vertex AI).</summary>
    public FunctionResponseFileData? FileData { get; init; }

    /// <summary>How the media is processed, when it is video.</summary>
    public MediaProcessing? MediaProcessing { get; init; }
}
