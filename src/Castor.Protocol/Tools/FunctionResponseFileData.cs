namespace Castor.Protocol;

/// <summary>Media by URI in a function's result (Vertex AI). <see href="https://ai.google.dev/api/caching#FunctionResponsePart"/></summary>
public sealed record FunctionResponseFileData : WireMessage
{
    /// <summary>The IANA media type of the file.</summary>
    public string? MimeType { get; init; }

    /// <summary>The URI of the file.</summary>
    public string? FileUri { get; init; }

    /// <summary>A name that the result may refer to.</summary>
    public string? DisplayName { get; init; }
}
