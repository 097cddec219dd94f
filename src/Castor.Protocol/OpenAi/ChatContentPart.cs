namespace Castor.Protocol.OpenAi;

/// <summary>One piece of a message: text, an image, audio or a file. <see href="https://platform.openai.com/docs/api-reference/chat/create"/></summary>
public sealed record ChatContentPart : WireMessage
{
    /// <summary><c>text</c>, <c>image_url</c>, <c>input_audio</c> or <c>file</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The text.</summary>
    public string? Text { get; init; }

    /// <summary>The image.</summary>
    public ChatImageUrl? ImageUrl { get; init; }

    /// <summary>The audio.</summary>
    public ChatInputAudio? InputAudio { get; init; }

    /// <summary>The file.</summary>
    public ChatFile? File { get; init; }
}
