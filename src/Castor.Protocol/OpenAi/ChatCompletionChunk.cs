namespace Castor.Protocol.OpenAi;

/// <summary>A chunk of a streamed answer. <see href="https://platform.openai.com/docs/api-reference/chat-streaming"/></summary>
public sealed record ChatCompletionChunk : WireMessage
{
    /// <summary>Pieces of the answers.</summary>
    public IReadOnlyList<ChatChunkChoice>? Choices { get; init; }

    /// <summary>When, in seconds since 1970.</summary>
    public long? Created { get; init; }

    /// <summary>The id of the answer, the same in every chunk.</summary>
    public string? Id { get; init; }

    /// <summary>The model that answers.</summary>
    public string? Model { get; init; }

    /// <summary><c>chat.completion.chunk</c></summary>
    public string? Object { get; init; }

    /// <summary>The tokens used so far, when asked for.</summary>
    public ChatUsage? Usage { get; init; }
}
