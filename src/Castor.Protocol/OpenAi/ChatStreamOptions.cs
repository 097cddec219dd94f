namespace Castor.Protocol.OpenAi;

/// <summary>Options of a stream. <see href="https://platform.openai.com/docs/api-reference/chat/create"/></summary>
public sealed record ChatStreamOptions : WireMessage
{
    /// <summary>Whether the chunks tell the tokens used so far.</summary>
    public bool? IncludeUsage { get; init; }
}
