namespace Castor.Protocol.OpenAi;

/// <summary>The model's answers. <see href="https://platform.openai.com/docs/api-reference/chat/object"/></summary>
public sealed record ChatCompletion : WireMessage
{
    /// <summary>The answers.</summary>
    public IReadOnlyList<ChatChoice>? Choices { get; init; }

    /// <summary>When, in seconds since 1970.</summary>
    public long? Created { get; init; }

    /// <summary>The id of the answer.</summary>
    public string? Id { get; init; }

    /// <summary>The model that answered.</summary>
    public string? Model { get; init; }

    /// <summary><c>chat.completion</c></summary>
    public string? Object { get; init; }

    /// <summary>The tier that served the request.</summary>
    public string? ServiceTier { get; init; }

    /// <summary>The tokens used.</summary>
    public ChatUsage? Usage { get; init; }
}
