namespace Castor.Protocol.OpenAi;

/// <summary>Audio in a message. <see href="https://platform.openai.com/docs/api-reference/chat/create"/></summary>
public sealed record ChatInputAudio : WireMessage
{
    /// <summary>The bytes, in base64 on the wire.</summary>
    public ReadOnlyMemory<byte>? Data { get; init; }

    /// <summary><c>wav</c>, <c>mp3</c> or another audio subtype.</summary>
    public string? Format { get; init; }
}
