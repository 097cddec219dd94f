namespace Castor.Protocol.OpenAi;

/// <summary>One image. <see href="https://platform.openai.com/docs/api-reference/images/object"/></summary>
public sealed record ImageObject : WireMessage
{
    /// <summary>The bytes, in base64 on the wire.</summary>
    public ReadOnlyMemory<byte>? B64Json { get; init; }
}
