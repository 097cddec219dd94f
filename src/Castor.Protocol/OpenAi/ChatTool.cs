namespace Castor.Protocol.OpenAi;

/// <summary>A function that the client can run. <see href="https://platform.openai.com/docs/api-reference/chat/create"/></summary>
public sealed record ChatTool : WireMessage
{
    /// <summary><c>function</c></summary>
    public string? Type { get; init; }

    /// <summary>The function.</summary>
    public ChatFunction? Function { get; init; }
}
