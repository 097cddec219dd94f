namespace Castor.Protocol.OpenAi;

/// <summary>A file in a message. <see href="https://platform.openai.com/docs/api-reference/chat/create"/></summary>
public sealed record ChatFile : WireMessage
{
    /// <summary>A <c>data:</c> URI that holds the file.</summary>
    public string? FileData { get; init; }

    /// <summary>The name of the file.</summary>
    public string? Filename { get; init; }

    /// <summary>The name of an uploaded file.</summary>
    public string? FileId { get; init; }
}
